import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import LookDialog from '../../src/console/screens/eased/LookDialog.vue'
import words from '../../src/console/screens/eased/messages/en'
import { type Eased, subjectOf } from '../../src/console/screens/eased/state'
import { api } from '../../src/console/state/staff'
import { Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'

const EASED: Eased = { id: 'e1', action: 'day.credit', subject: 'p1', region: '630102', reason: 'the page did not open', by: 'staff-1', at: '2020-03-10T04:00:00Z', finding: null, looked_by: null, looked_at: null, note: null, own: false }
let dialog: VueWrapper

beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  dialog?.unmount()
  vi.restoreAllMocks()
})
/** The dialog stands in front of the page once the next tick is over. */
async function open(eased: Eased = EASED) {
  dialog = mount(LookDialog, { props: { eased, who: 'reviewer-1' }, attachTo: document.body })
  await flushPromises()
}
const mark = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)

it('is not in order only with a note, and is told with a key', async () => {
  await open()
  const post = (vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue({ ...EASED, finding: 'not_in_order' })
  mark('not-in-order')!.click()
  await flushPromises()
  expect([mark('fault-note')?.textContent, post.mock.calls.length]).toEqual(['Say what is not in order', 0])
  const note = mark('input-note') as HTMLTextAreaElement
  note.value = 'no evidence'
  note.dispatchEvent(new Event('input'))
  await flushPromises()
  mark('not-in-order')!.click()
  await flushPromises()
  expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/eased/e1/look', { finding: 'not_in_order', note: 'no evidence' }])
  expect(post.mock.calls[0]![2].key).toBeTruthy()
  expect(dialog.emitted('looked')).toHaveLength(1)
})

it('that another supervisor looked at first is out of date', async () => {
  await open()
  vi.spyOn(api, 'post').mockRejectedValue(new Problem(409, 'conflict', 'Changed meanwhile.'))
  mark('in-order')!.click()
  await flushPromises()
  expect(dialog.emitted('outdated')).toHaveLength(1)
})

it("has no buttons where it is one's own, and covers the person's name", async () => {
  await open({ ...EASED, own: true })
  expect([mark('in-order'), mark('why-not')?.textContent]).toEqual([null, 'You. Another supervisor looks at it.'])
  expect(mark('reveal')).not.toBeNull()
})

it('is about a person, a case, an import, or something without a screen', () => {
  expect(subjectOf({ action: 'day.credit' })).toEqual({ kind: 'people', screen: 'person' })
  expect(subjectOf({ action: 'case.released' })).toEqual({ kind: 'cases', screen: 'case' })
  expect(subjectOf({ action: 'import.undone' })).toEqual({ kind: null, screen: 'enter' })
  expect(subjectOf({ action: 'designation.ended' })).toEqual({ kind: null, screen: '' })
})
