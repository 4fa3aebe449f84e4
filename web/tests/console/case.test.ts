import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import ChangeCase from '../../src/console/screens/case/ChangeCase.vue'
import { differences, waysOf } from '../../src/console/screens/case/changes'
import { MOST_LEFT_OUT, candidates, isKnown, listOf, shownOf, venuesOf } from '../../src/console/screens/case/contactList'
import words from '../../src/console/screens/case/messages/en'
import OneCase from '../../src/console/screens/case/OneCase.vue'
import type { Case, Met } from '../../src/console/screens/case/state'
import DeclaredScreen from '../../src/console/screens/declared/DeclaredScreen.vue'
import declared from '../../src/console/screens/declared/messages/en'
import { api, roles } from '../../src/console/state/staff'
import { Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'
import { startFilters } from '../../src/shared/routing/filters'
import { go, startRouter } from '../../src/shared/routing/router'

const CASE = {
  id: 'c-1', document_type: 'id_card', document_last4: '0017', region: '630102', name_match: null, source: 'desk', source_ref: null, revision: 1, version: 3, opened_at: '2020-03-09T01:00:00Z', changed_at: '2020-03-12T02:02:00Z',
  kind: 'confirmed', status: 'open', on: '2020-03-09', released_on: null, onset_on: null, sampled_on: null, isolated_on: null, because: null, decides: false, other_sources: [], disagreement_since: null, person_id: 'p-0', open_proposal: null, history: [],
} as Case
const met = (id: string, minutes: number, more: Partial<Met> = {}, overlap: Partial<Met['overlaps'][number]> = {}): Met => ({
  person_id: id, name_masked: '测**', document_last4: id.padStart(4, '0'), minutes, suspect_minutes: 0, exposing: true, colour: 'green', contact: null,
  overlaps: [{ venue_id: 'v1', venue_name: 'Canteen', from: '2020-03-09T02:00:00Z', until: new Date(Date.parse('2020-03-09T02:00:00Z') + minutes * 60_000).toISOString(), certain: true, suspect: false, exposing: true, ...overlap }],
  ...more,
})
const EVERYBODY = { minimumMinutes: 0, venue: '', suspect: true, known: true }

// A busy machine takes a second to draw a table.
vi.setConfig({ testTimeout: 20_000 })
let page: VueWrapper
let people: Met[]
let next: string | null
let seen: { visits: unknown[]; elsewhere: number }
beforeAll(async () => {
  // What a browser would lay out: a window of 500 pixels onto a table.
  for (const [name, size] of [['clientHeight', 500], ['clientWidth', 800], ['offsetHeight', 45]] as const) Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size })
  const both = async () => ({ default: { ...common, ...words, ...declared } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
  startRouter()
  startFilters()
})
beforeEach(() => {
  go('case/c-1')
  localStorage.clear()
  roles.value = ['epidemiologist']
  people = [met('1', 90), met('2', 60), met('3', 20), met('4', 50, { contact: 'proposed', colour: 'red' })]
  next = null
  seen = { visits: [], elsewhere: 0 }
  vi.spyOn(api, 'get').mockImplementation(((path: string) => {
    if (path.includes('/exposures')) return Promise.resolve({ case_id: 'c-1', person_id: 'p-0', from: '2020-02-24', exposing_from: '2020-03-07', until: '2020-03-12', ...seen, exposed: path.includes('cursor') ? [met('9', 30)] : people, total: people.length, next_cursor: path.includes('cursor') ? null : next })
    if (path.startsWith('/contacts?status')) return Promise.resolve({ items: [{ id: 'd-1', case_ids: [], kind: null, last_exposure: '2020-03-09', ground: 'declared', document_last4: '0017', region: '630102', status: 'declared', at: '2020-03-10T01:00:00Z', person_id: 'p-1', said: 'positive', decide_by: '2020-03-23' }], next_cursor: null })
    if (path.startsWith('/cases/')) return Promise.resolve(CASE)
    return Promise.resolve({ items: [], next_cursor: null })
  }) as never)
})
afterEach(() => {
  page?.unmount()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
})
/** A table learns a little later how much of it is in sight. */
const settled = () => new Promise((done) => setTimeout(done, 40))
const mark = (name: string) => page.find(`[data-test="${name}"]`)
const inDialog = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)!
async function open() {
  page = mount(OneCase, { props: { id: 'c-1' }, attachTo: document.body })
  await flushPromises()
  await settled()
}
const posting = (...answers: unknown[]) => {
  const post = vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>
  for (const answer of answers) answer instanceof Error ? post.mockRejectedValueOnce(answer) : post.mockResolvedValueOnce(answer)
  return post
}

describe('whom a case exposed', () => {
  it('counts the exposing days alone, of an overlap that began before them what lies within', () => {
    const across = met('1', 0, {}, { from: '2020-03-06T15:00:00Z', until: '2020-03-06T17:00:00Z' })
    const before = met('2', 60, { exposing: false }, { exposing: false })
    expect(candidates([across, before], '2020-03-07').map(({ id, minutes }) => [id, minutes])).toEqual([['1', 60]])
  })

  it.each([
    [{}, {}, 'certain'],
    [{}, { certain: false }, 'uncertain'],
    [{}, { suspect: true, certain: false }, 'suspect'],
  ])('says how sure it is: %j %j', (more, overlap, certainty) => expect(candidates([met('1', 30, more, overlap)], null)[0]!.certainty).toBe(certainty))

  it('is shown by minutes, venue, doubt, and without those who are named already', () => {
    const all = candidates([met('1', 90), met('2', 10), met('3', 90, {}, { suspect: true }), met('4', 90, { contact: 'confirmed' }), met('5', 90, { contact: 'withdrawn' }), met('6', 90, {}, { venue_id: 'v2', venue_name: 'Bank' })], null)
    const ids = (more: Partial<typeof EVERYBODY>) => shownOf(all, { minimumMinutes: 0, venue: '', suspect: false, known: false, ...more }).map(({ id }) => id)
    expect(ids({})).toEqual(['1', '2', '5', '6'])
    expect(ids({ minimumMinutes: 15 })).toEqual(['1', '5', '6'])
    expect(ids({ suspect: true, minimumMinutes: 15 })).toEqual(['1', '3', '5', '6'])
    expect(ids({ known: true, venue: 'v1' })).toEqual(['1', '2', '4', '5'])
    expect(venuesOf(all)).toEqual([{ id: 'v2', name: 'Bank' }, { id: 'v1', name: 'Canteen' }])
    expect(all.filter(isKnown).map(({ id }) => id)).toEqual(['4'])
  })

  it('becomes a list of exactly those ticked: everybody else is left out', () => {
    const all = candidates([met('1', 90), met('2', 60), met('3', 20)], null)
    expect(listOf(all, new Set(['1', '3']), { ...EVERYBODY, suspect: false, minimumMinutes: 15 }, 'close', ' one table ')).toEqual({ kind: 'close', from: { include_suspect: false }, leave_out: ['2'], reason: 'one table' })
  })

  it('is narrowed by the grid’s filters where more would be left out than the API takes', () => {
    const far = Array.from({ length: MOST_LEFT_OUT + 1 }, (_, at) => met(`far${at}`, 5))
    const all = candidates([met('1', 90), met('2', 60), ...far], null)
    const list = listOf(all, new Set(['1']), { ...EVERYBODY, minimumMinutes: 15, venue: 'v1' }, 'close', 'why')
    expect(list).toMatchObject({ from: { include_suspect: true, minimum_minutes: 15, venues: ['v1'] }, leave_out: ['2'] })
    expect(listOf(all, new Set(['1']), EVERYBODY, 'close', 'why')).toBeNull()
  })
})

describe('a case', () => {
  it.each([
    [[], 0, 'No visits are known'],
    [[], 2, 'It exposed nobody'],
    [[{ id: 'v', at: '2020-03-09T02:00:00Z', left: null, until: '2020-03-09T06:00:00Z', suspect: false, venue: { id: 'v1', name: 'Canteen' } }], 0, 'It exposed nobody'],
  ])('says that it exposed nobody only where its visits are known: %j, %j elsewhere', async (visits, elsewhere, words) => {
    people = []
    seen = { visits, elsewhere }
    await open()
    expect(mark('nobody-exposed').text()).toContain(words)
  })

  it('says on its one button how many are proposed, and proposes those', async () => {
    await open()
    const post = posting({ id: 'list-1', status: 'proposed', content: { people: 2 }, touches: { people: 2 } })
    expect(page.findAll('[data-test=table-row]').length).toBe(3)
    await mark('pick-shown').setValue(true)
    expect(mark('table-chosen').text()).toContain('3 shown selected')
    expect(mark('propose-list').text()).toContain('Propose these 3 as close contacts')
    await page.findAll('[data-test=table-row] input[type=checkbox]')[2]!.trigger('click')
    expect(mark('propose-list').text()).toContain('Propose these 2 as close contacts')
    await page.find('form').trigger('submit')
    expect([mark('fault-reason').text(), post.mock.calls.length]).toEqual(['Say why', 0])
    await mark('input-reason').setValue('at one table')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/cases/c-1/contacts', { kind: 'close', from: { include_suspect: false }, leave_out: ['3', '4'], reason: 'at one table' }])
    expect(mark('made-list').text()).toContain('2 people are proposed')
    expect(mark('made-list').text()).not.toContain('ticked')
  })

  it('is sorted by minutes, the most or the fewest in front', async () => {
    await open()
    const minutes = () => page.findAll('[data-test=table-row]').map((row) => Number(row.find('td.number').text()))
    expect(minutes()).toEqual([90, 60, 20])
    for (const order of [[20, 60, 90], [90, 60, 20], [20, 60, 90]]) {
      await mark('sort-minutes').trigger('click')
      await settled()
      expect(minutes()).toEqual(order)
    }
  })

  it('tells all shown from all found where a search hides some', async () => {
    await open()
    await mark('table-search').setValue('0001')
    await flushPromises()
    await mark('pick-shown').setValue(true)
    expect(mark('propose-list').text()).toContain('Propose this 1 as a close contact')
    expect(mark('pick-found').text()).toBe('Select all 3 found instead')
    await mark('pick-found').trigger('click')
    expect(mark('table-chosen').text()).toContain('All 3 found selected, those not shown too')
    expect(mark('propose-list').text()).toContain('Propose these 3 as close contacts')
  })

  it('proposes nothing before everybody was read: who is not there yet could not be left out', async () => {
    next = 'more'
    let let_go: (() => void) | undefined
    const get = vi.mocked(api.get).getMockImplementation() as unknown as (path: string) => Promise<unknown>
    vi.mocked(api.get).mockImplementation(((path: string) => (path.includes('cursor=more') ? new Promise((resolve) => (let_go = () => resolve(get(path)))) : get(path))) as never)
    await open()
    const post = posting({ id: 'list-1', status: 'proposed', content: { people: 1 }, touches: { people: 1 } })
    await mark('pick-shown').setValue(true)
    await mark('input-reason').setValue('at one table')
    await page.find('form').trigger('submit')
    expect(post.mock.calls.length).toBe(0)
    expect(mark('error-summary').text()).toContain('Not everybody has been read yet')
    let_go!()
    await flushPromises()
    await page.find('form').trigger('submit')
    await flushPromises()
    expect((post.mock.calls[0]![1] as { leave_out: string[] }).leave_out).toContain('9')
  })

  it('says when the list became another than was ticked', async () => {
    await open()
    posting({ id: 'list-1', status: 'proposed', content: { people: 2 }, touches: { people: 2 } })
    await mark('pick-shown').setValue(true)
    await mark('input-reason').setValue('at one table')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect(mark('made-list').text()).toContain('3 were ticked')
  })

  it('says of one who was named that it is proposed, and counts nobody ticked', async () => {
    await open()
    posting({ id: 'one-1', status: 'proposed', content: {}, touches: { people: 0 } })
    await mark('name-contact').trigger('click')
    await flushPromises()
    for (const [name, text] of [['input-person.document.number', '630102193001010008'], ['input-reason-one', 'named on the phone']] as const) {
      const field = inDialog(name) as HTMLInputElement
      field.value = text
      field.dispatchEvent(new Event('input'))
    }
    inDialog('propose-one').closest('form')!.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(mark('made-list').text()).toContain('The contact is proposed.')
    expect(mark('made-list').text()).not.toContain('ticked')
  })

  it('shows who was named already only when asked, with the colour of now', async () => {
    await open()
    await mark('with-known').setValue(true)
    await settled()
    expect(location.hash).toContain('known=1')
    const row = page.findAll('[data-test=table-row]').find((each) => each.text().includes('0004'))!
    expect(row.text()).toContain('Red')
    expect(row.text()).toContain('Proposed')
  })

  it('asks nobody but an epidemiologist where somebody was', async () => {
    roles.value = ['supervisor']
    await open()
    expect(vi.mocked(api.get).mock.calls.some(([path]) => String(path).includes('exposures'))).toBe(false)
    expect([mark('tab-venues').exists(), mark('change-exclude').exists()]).toEqual([false, false])
  })
})

describe('a change of a case', () => {
  const change = (more: Partial<Case>): Case => ({ ...CASE, ...more })
  it.each([
    [{}, ['release', 'exclude', 'withdraw', 'edit', 'died']],
    [{ kind: 'suspected' }, ['exclude', 'withdraw', 'edit', 'died']],
    [{ status: 'withdrawn' }, ['reopen']],
  ] as [Partial<Case>, string[]][])('%j may be %j', (more, ways) => expect(waysOf(change(more))).toEqual(ways))

  it('is over the version that was seen; another’s is told, and what was typed stays', async () => {
    page = mount(ChangeCase, { props: { record: CASE, way: 'exclude' }, attachTo: document.body })
    await flushPromises()
    const newer = change({ version: 4, on: '2020-03-08' })
    vi.mocked(api.get).mockResolvedValue(newer as never)
    const patch = vi.spyOn(api, 'patch') as unknown as ReturnType<typeof vi.fn>
    patch.mockRejectedValueOnce(new Problem(409, 'conflict', 'Changed.', [], null, { by: 'epidemiologist-3', at: '2020-03-12T02:02:00Z' })).mockResolvedValueOnce({ id: 'prop', status: 'in_force', no_effect: null })
    const reason = inDialog('input-reason') as HTMLTextAreaElement
    reason.value = 'another sample'
    reason.dispatchEvent(new Event('input'))
    inDialog('send-change').click()
    await flushPromises()
    expect(patch.mock.calls[0]!.slice(0, 2)).toEqual(['/cases/c-1', { version: 3, status: 'excluded', reason: 'another sample' }])
    expect(inDialog('changed').textContent).toContain('Changed by epidemiologist-3 at 12 Mar 10:02')
    expect(inDialog('changed').textContent).toContain('Diagnosed: 2020-03-09 → 2020-03-08')
    expect(document.querySelector('[data-test=send-change]')).toBeNull()
    inDialog('changed-seen').click()
    await flushPromises()
    expect((inDialog('input-reason') as HTMLTextAreaElement).value).toBe('another sample')
    inDialog('send-change').click()
    await flushPromises()
    expect(patch.mock.calls[1]![1]).toMatchObject({ version: 4 })
    expect(page.emitted('done')).toHaveLength(1)
    expect(differences(CASE, newer)).toEqual([{ field: 'on', from: '2020-03-09', to: '2020-03-08' }])
  })
})

describe('what people declared', () => {
  it('of a positive test is not confirmed as a contact: it leads to a case, or is refuted with a reason', async () => {
    go('declared/d-1')
    page = mount(DeclaredScreen, { attachTo: document.body })
    await flushPromises()
    expect(inDialog('dialog').textContent).toContain('A positive test')
    expect(document.querySelector('[data-test=confirm]')).toBeNull()
    expect(inDialog('enter-case').getAttribute('href')).toBe('#/case/new?person=p-1')
    const post = posting({ id: 'prop', status: 'in_force' })
    inDialog('refute').click()
    await flushPromises()
    expect(post.mock.calls.length).toBe(0)
    const reason = inDialog('input-reason') as HTMLTextAreaElement
    reason.value = 'negative twice'
    reason.dispatchEvent(new Event('input'))
    inDialog('refute').click()
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/contacts/d-1/decision', { outcome: 'refuted', kind: 'close', last_exposure: null, reason: 'negative twice' }])
    expect(mark('made').text()).toContain('Refuted')
    expect(location.hash).toBe('#/declared')
  })
})
