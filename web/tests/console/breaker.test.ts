import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import words from '../../src/console/screens/breaker/messages/en'
import NumbersForm from '../../src/console/screens/breaker/NumbersForm.vue'
import ReleaseForm from '../../src/console/screens/breaker/ReleaseForm.vue'
import { type Numbers, changedOf, hoursUntil, limitOf, lineOf, typedOf, wrongOf } from '../../src/console/screens/breaker/state'
import { api, roles } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'

const NUMBERS: Numbers = { counted: 1000, county_per_mille: 5, county_least: 200, simulated: 100000, dry_run_hours: 6, cooled: 5000000, cooling_minutes: 30, held_over: 200, held_times: 10, median_days: 14, changed_at: null, changed_by: null }
let shown: VueWrapper
beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  shown?.unmount()
  roles.value = []
  vi.restoreAllMocks()
})
const mark = (name: string) => shown.find(`[data-test="${name}"]`)

describe('the chart of a county', () => {
  const times = hoursUntil(new Date('2020-03-10T04:20:00Z'))
  it('has two days of hours, nobody in those that the API leaves out', () => {
    expect([times.length, times[0], times.at(-1)]).toEqual([48, '2020-03-08T05:00Z', '2020-03-10T04:00Z'])
    expect(lineOf([{ hour: '2020-03-10T04:00Z', people: 7 }], times)).toEqual([...Array(47).fill(0), 7])
  })
  it('has the least limit of what is held as its line', () => {
    const kind = (name: string, limit: number, is_held: boolean) => ({ kind: name, limit, is_held, hours: [] })
    expect(limitOf({ county: '630102', kinds: [kind('case', 50, false), kind('contact', 300, true), kind('designation', 200, true)] })).toBe(200)
    expect(limitOf({ county: '630102', kinds: [] })).toBeNull()
  })
})

it('what is held is released with what was looked at', async () => {
  shown = mount(ReleaseForm, { props: { breaker: { county: '630102', kind: 'contact', since: '', held: 12, due_at: '', late: false } }, attachTo: document.body })
  const post = (vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue({ county: '630102', kind: 'contact', released: 12 })
  expect(mark('release-what').text()).toContain('12 held (Contacts)')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect([mark('fault-reason').exists(), post.mock.calls.length]).toEqual([true, 0])
  await mark('input-reason').setValue('a real outbreak')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/breaker/630102/contact/release', { reason: 'a real outbreak' }])
})

describe('the numbers', () => {
  it('are whole and within their bounds, and differ from those in force', () => {
    const typed = typedOf(NUMBERS)
    expect([wrongOf(typed), changedOf(typed, NUMBERS)]).toEqual([[], []])
    expect(wrongOf({ ...typed, counted: '1.5', dry_run_hours: '73', cooling_minutes: '0' })).toEqual(['counted', 'dry_run_hours'])
    expect(changedOf({ ...typed, held_over: '300' }, NUMBERS)).toEqual(['held_over'])
  })

  it('are proposed whole by a supervisor; what is changed says what it is now', async () => {
    roles.value = ['supervisor']
    vi.spyOn(api, 'get').mockResolvedValue(NUMBERS as never)
    const put = (vi.spyOn(api, 'put') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue({ id: 'p1' })
    shown = mount(NumbersForm, { attachTo: document.body })
    await flushPromises()
    await mark('input-held_over').setValue('300')
    await mark('input-reason').setValue('larger counties')
    expect(shown.text()).toContain('now 200')
    await shown.find('form').trigger('submit')
    await flushPromises()
    expect(put.mock.calls[0]![1]).toMatchObject({ held_over: 300, counted: 1000, reason: 'larger counties' })
    expect(mark('made-link').attributes('href')).toBe('#/decide/p1')
  })

  it('are read by others', async () => {
    roles.value = ['auditor']
    vi.spyOn(api, 'get').mockResolvedValue(NUMBERS as never)
    shown = mount(NumbersForm, { attachTo: document.body })
    await flushPromises()
    expect([mark('propose').exists(), shown.text().includes('5,000,000')]).toEqual([false, true])
  })
})
