import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import ExportButton from '../../src/console/parts/ExportButton.vue'
import { api } from '../../src/console/state/staff'
import { readProblem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'

const export_ = (more = {}) => ({ id: 'e1', list: 'ratings', filters: {}, status: 'waiting', rows: null, at: '', made_at: null, gone_at: '', name: null, link: null, link_until: null, ...more })
let button: VueWrapper
beforeAll(async () => {
  const both = async () => ({ default: common as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
})
beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => {
  button.unmount()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('asks with the filters of the list, waits for the job, and then says how many rows the link has', async () => {
  const post = vi.spyOn(api, 'post').mockResolvedValue(export_() as never) as unknown as ReturnType<typeof vi.fn>
  vi.spyOn(api, 'get').mockResolvedValue(export_({ status: 'done', rows: 1234, name: 'ratings-1234-rows.csv', link: 'https://x/e1' }) as never)
  button = mount(ExportButton, { props: { list: 'ratings', filters: { on: '2020-03-12', region: '' } }, attachTo: document.body })
  await button.find('[data-test=export]').trigger('click')
  await flushPromises()
  expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/exports', { list: 'ratings', filters: { on: '2020-03-12' } }])
  expect(button.find('[data-test=export]').text()).toBe('Making the file…')
  await button.find('[data-test=export]').trigger('click')
  expect(post.mock.calls.length).toBe(1)
  await vi.advanceTimersByTimeAsync(2_500)
  await flushPromises()
  const link = button.find('[data-test=export-link]')
  expect([link.text(), link.attributes('href'), link.attributes('download')]).toEqual(['Save 1,234 rows (link for an hour)', 'https://x/e1', 'ratings-1234-rows.csv'])
})

it('forgets a file of other filters, and says what is wrong in words', async () => {
  vi.spyOn(api, 'post').mockResolvedValue(export_({ status: 'too_long' }) as never)
  button = mount(ExportButton, { props: { list: 'ratings', filters: { on: '2020-03-12' } }, attachTo: document.body })
  await button.find('[data-test=export]').trigger('click')
  await flushPromises()
  expect(button.text()).toContain('Over 100,000 rows')
  await button.setProps({ filters: { on: '2020-03-13' } })
  expect(button.text()).not.toContain('Over')
})

it('knows of a refusal who was quicker, where the API tells', async () => {
  const answer = (body: object) => readProblem(new Response(JSON.stringify(body), { status: 409 }))
  expect((await answer({ code: 'conflict', changed_by_login: 'wang', changed_at: '2020-03-12T03:00:00Z' })).changed).toEqual({ by: 'wang', at: '2020-03-12T03:00:00Z' })
  expect((await answer({ code: 'conflict' })).changed).toBeNull()
})
