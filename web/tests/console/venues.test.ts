import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import words from '../../src/console/screens/venues/messages/en'
import OneVenue from '../../src/console/screens/venues/OneVenue.vue'
import { away } from '../../src/console/shell/away'
import { api } from '../../src/console/state/staff'
import { Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'

const VENUE = { id: 'v1', name: '一号食堂', type: 'restaurant', region: '630102', address: '东大街 1 号', location: { lat: 36.6, lon: 101.7 }, status: 'awaiting', asks_temperature: false, credit_code: '91630000MA00000000', contact: { name: '某某', phone: '+8613500000000' }, created_at: '2020-03-10T04:00:00Z' }
let shown: VueWrapper
beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  shown?.unmount()
  away.value = false
  vi.restoreAllMocks()
})
const mark = (name: string) => shown.find(`[data-test="${name}"]`)

/** The page of a venue that stands so when it is asked for the first time, the second time and so on. */
async function open(...statuses: string[]) {
  const left = [...statuses]
  vi.spyOn(api, 'get').mockImplementation(((path: string) => Promise.resolve(path.includes('members') ? { items: [], next_cursor: null } : { ...VENUE, status: left.length > 1 ? left.shift() : left[0] })) as never)
  shown = mount(OneVenue, { props: { id: 'v1' }, attachTo: document.body })
  await flushPromises()
}

it('is refused with a reason alone, and says what became of it', async () => {
  await open('awaiting')
  const patch = (vi.spyOn(api, 'patch') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue({ ...VENUE, status: 'refused' })
  await mark('refused').trigger('click')
  await flushPromises()
  expect([mark('fault-reason').exists(), patch.mock.calls.length]).toEqual([true, 0])
  await mark('input-reason').setValue('no such house')
  await mark('refused').trigger('click')
  await flushPromises()
  expect(patch.mock.calls[0]!.slice(0, 2)).toEqual(['/venues/v1', { status: 'refused', reason: 'no such house' }])
  expect([mark('status').text(), mark('done').text()]).toEqual(['Refused', expect.stringContaining('reads your reason')])
})

it('that a colleague decided meanwhile has no buttons until that was seen', async () => {
  await open('awaiting', 'refused')
  vi.spyOn(api, 'patch').mockRejectedValue(new Problem(409, 'venue_status', 'Not possible now.'))
  await mark('approved').trigger('click')
  await flushPromises()
  expect([mark('changed').text(), mark('approved').exists()]).toEqual([expect.stringContaining('It was “Awaiting” and is now “Refused”'), false])
  await mark('changed-seen').trigger('click')
  expect([mark('status').text(), mark('approved').exists()]).toEqual(['Refused', true])
})

it('covers its contact until somebody asks, and again when nobody is there', async () => {
  await open('awaiting')
  expect(shown.text()).not.toContain('13500000000')
  await mark('show-contact').trigger('click')
  expect(mark('contact').text()).toContain('13500000000')
  away.value = true
  await flushPromises()
  expect(shown.text()).not.toContain('13500000000')
})
