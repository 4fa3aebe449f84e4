import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import words from '../../src/console/screens/outages/messages/en'
import chineseCommon from '../../src/console/messages/zh-CN'
import chineseWords from '../../src/console/screens/outages/messages/zh-CN'
import OutageForm from '../../src/console/screens/outages/OutageForm.vue'
import { graceUntil, instantOf, spanFaults, useCredits } from '../../src/console/screens/outages/state'
import OutageList from '../../src/console/screens/outages/OutageList.vue'
import { api, roles } from '../../src/console/state/staff'
import { chooseLocale, startI18n } from '../../src/shared/i18n'

let form: VueWrapper
beforeAll(async () => {
  const inWords = (of: object) => async () => ({ default: of as Record<string, unknown> })
  await startI18n({ 'zh-CN': inWords({ ...chineseCommon, ...chineseWords }), en: inWords({ ...common, ...words }) })
  await chooseLocale('en')
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  form?.unmount()
  vi.restoreAllMocks()
})

describe('the span of an outage', () => {
  it('is typed as Beijing time, with two hours after it', () => {
    expect(instantOf('2020-03-10T12:00')).toBe('2020-03-10T04:00:00.000Z')
    expect(instantOf('')).toBe('')
    expect(graceUntil('2020-03-10T04:00:00Z')).toBe('2020-03-10T06:00:00.000Z')
  })

  const NOW = new Date('2020-03-10T08:00:00Z')
  it.each([
    ['', '', { from: 'outages.needFrom', until: 'outages.needUntil' }],
    ['2020-03-10T06:00:00Z', '2020-03-10T05:00:00Z', { until: 'outages.needLater' }],
    ['2020-03-10T06:00:00Z', '2020-03-10T09:00:00Z', { until: 'outages.notOver' }],
    ['2020-03-01T06:00:00Z', '2020-03-10T06:00:00Z', { until: 'outages.tooLong' }],
    ['2020-03-10T06:00:00Z', '2020-03-10T07:00:00Z', {}],
  ])('from %s until %s', (from, until, faults) => expect(spanFaults(from, until, NOW)).toEqual(faults))
})

it('says what moves, and is recorded with a key once it has a reason', async () => {
  form = mount(OutageForm, { attachTo: document.body })
  const mark = (name: string) => form.find(`[data-test="${name}"]`)
  const post = (vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue({ id: 'o' })
  await mark('input-from').setValue('2020-03-10T12:00')
  await mark('input-until').setValue('2020-03-10T14:00')
  expect(mark('effect').text()).toContain('16:00')
  await form.find('form').trigger('submit')
  await flushPromises()
  expect([mark('fault-reason').text(), post.mock.calls.length]).toEqual(['Say why', 0])
  await mark('input-reason').setValue('the network')
  await form.find('form').trigger('submit')
  await flushPromises()
  expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/outages', { from: '2020-03-10T04:00:00.000Z', until: '2020-03-10T06:00:00.000Z', reason: 'the network' }])
  expect(form.emitted('done')).toHaveLength(1)
})

it('credits by hand are those of what one hand eased', async () => {
  const items = [{ id: 'a', action: 'day.credit' }, { id: 'b', action: 'case.released' }]
  vi.spyOn(api, 'get').mockResolvedValue({ items, next_cursor: null, logins: { s: 'reviewer-1' } } as never)
  const credits = useCredits()
  await credits.load()
  expect([credits.items.value.map(({ id }) => id), credits.logins.value]).toEqual([['a'], { s: 'reviewer-1' }])
})

it('says what was done in the language of now', async () => {
  roles.value = ['supervisor']
  vi.spyOn(api, 'get').mockResolvedValue({ items: [], next_cursor: null, logins: {} } as never)
  form = mount(OutageList)
  await form.find('[data-test="record-open"]').trigger('click')
  form.findComponent(OutageForm).vm.$emit('done')
  await flushPromises()
  const said = () => form.find('[data-test="said"]').text()
  expect(said()).toBe(words.outages.done)
  await chooseLocale('zh-CN')
  await flushPromises()
  expect(said()).toBe(chineseWords.outages.done)
  await chooseLocale('en')
  roles.value = []
})
