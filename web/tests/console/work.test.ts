import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import words from '../../src/console/screens/work/messages/en'
import WorkScreen from '../../src/console/screens/work/WorkScreen.vue'
import { type WorkItem, addressOf } from '../../src/console/screens/work/state'
import { followKeys } from '../../src/console/shell/keys'
import { api, roles } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'
import { startFilters } from '../../src/shared/routing/filters'
import { go, startRouter } from '../../src/shared/routing/router'

const NOW = Date.now()
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()
const item = (id: string, more: Partial<WorkItem> = {}): WorkItem => ({ queue: 'proposals', id, kind: 'case', subject: `case-${id}`, region: '630102', person_id: null, people: 1, since: at(-300), due_at: at(90), late: false, ...more })
const ITEMS = [item('p1', { due_at: at(-130), late: true, people: 12, kind: 'contact_list' }), item('a1', { queue: 'appeals', kind: 'colour', people: null }), item('p2')]
const COUNTS = [{ queue: 'proposals', waiting: 2, late: 1, more: false }, { queue: 'appeals', waiting: 1, late: 0, more: false }]

let page: VueWrapper
let answers: { items: WorkItem[]; next_cursor: string | null }
const asked: string[] = []

beforeAll(async () => {
  // What a browser would lay out: a window of 500 pixels onto a table.
  for (const [name, size] of [['clientHeight', 500], ['clientWidth', 800], ['offsetHeight', 45]] as const) Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size })
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
  startRouter()
  startFilters()
  addEventListener('keydown', followKeys)
  document.addEventListener('click', (event) => event.preventDefault())
})
beforeEach(() => {
  go('work')
  roles.value = ['supervisor', 'reviewer', 'epidemiologist']
  answers = { items: ITEMS, next_cursor: null }
  asked.length = 0
  vi.spyOn(api, 'get').mockImplementation(((path: string) => {
    asked.push(path)
    return Promise.resolve(path.startsWith('/work/counts') ? { at: at(0), queues: COUNTS } : { ...answers })
  }) as never)
})
afterEach(() => {
  page.unmount()
  vi.restoreAllMocks()
})
async function open(): Promise<void> {
  page = mount(WorkScreen, { attachTo: document.body })
  await flushPromises()
}
const press = (key: string) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
const mark = (name: string) => page.find(`[data-test=${name}]`)
const rows = () => page.findAll('[data-row]')

describe('my work', () => {
  it('lists all queues in the order of the API, says what is late, and counts by queue', async () => {
    await open()
    expect(rows().map((row) => row.text().replace(/\s+/g, ' '))).toEqual([expect.stringContaining('List of contacts'), expect.stringContaining('Appeal: colour'), expect.stringContaining('Case')])
    expect(rows()[0]!.text()).toContain('12 people')
    expect(rows()[0]!.text()).toContain('2 h late')
    expect(rows()[2]!.text()).toContain('in 90 min')
    expect(mark('summary').text()).toMatch(/^3 waiting, 1 late · last look \d\d:\d\d$/)
    expect(mark('queue-proposals').text()).toContain('1 late')
  })

  it('says when nothing waits, and when it last looked', async () => {
    answers.items = []
    await open()
    expect(mark('empty').text()).toMatch(/^Nothing waits\. Last look \d\d:\d\d\.$/)
  })

  it('shows one queue by its count; the address says which', async () => {
    await open()
    await mark('queue-appeals').trigger('click')
    await flushPromises()
    expect(location.hash).toBe('#/work?queue=appeals')
    expect(asked.at(-2)).toContain('queue=appeals')
  })

  it('is walked and opened by keys alone', async () => {
    await open()
    press('j')
    expect(document.activeElement).toBe(rows()[0]!.element)
    press('j')
    press('j')
    press('j')
    expect(document.activeElement).toBe(rows()[2]!.element)
    press('k')
    press('k')
    expect(document.activeElement).toBe(rows()[0]!.element)
    press('a')
    expect(location.hash).toBe('#/decide/p1?do=approve')
    go('work')
    ;(rows()[2]!.element as HTMLElement).focus()
    press('r')
    expect(location.hash).toBe('#/decide/p2?do=refuse')
    go('work')
    press('/')
    expect(document.activeElement).toBe(mark('search').element)
    press('j')
    expect(document.activeElement).toBe(mark('search').element)
  })

  it('searches what is listed, keeps the words out of the address, and says when there is none', async () => {
    await open()
    await mark('search').setValue('contacts')
    expect(rows().length).toBe(1)
    await mark('search').setValue('nobody')
    expect(page.text()).toContain('Nothing in this list says “nobody”.')
    expect(location.hash).toBe('#/work')
  })

  it('shows more behind a cursor, each thing once', async () => {
    answers.next_cursor = 'c'
    await open()
    answers = { items: [ITEMS[2]!, item('p3')], next_cursor: null }
    await mark('more').trigger('click')
    await flushPromises()
    expect(rows().length).toBe(4)
    expect(asked.some((path) => path.includes('cursor=c'))).toBe(true)
    expect(mark('more').exists()).toBe(false)
  })

  it('keeps what it has and says so when it cannot look again', async () => {
    await open()
    vi.spyOn(api, 'get').mockRejectedValue(new Error())
    await mark('queue-appeals').trigger('click')
    await flushPromises()
    expect(page.find('[role=alert]').exists()).toBe(true)
  })
})

it('lists what one proposed with what became of it, whose hand it was and why', async () => {
  const proposal = (id: string, more = {}) => ({ id, kind: 'rating', region: '63', status: 'proposed', proposed_by: 'me', proposed_at: at(-60), expires_at: at(90), decided_by: null, decided_at: null, decided_by_login: null, decision_reason: null, ...more })
  const mine = [proposal('m1'), proposal('m2', { status: 'refused', decided_by: 'x', decided_by_login: 'wang', decided_at: at(-10), decision_reason: 'another county' }), proposal('m3', { status: 'in_force', decided_by: 'me', decided_at: at(-50) })]
  vi.spyOn(api, 'get').mockImplementation(((path: string) => {
    asked.push(path)
    return Promise.resolve(path.startsWith('/work/counts') ? { at: at(0), queues: COUNTS } : path.startsWith('/proposals?mine=1') ? { items: mine, next_cursor: null } : { ...answers })
  }) as never)
  await open()
  await mark('queue-mine').trigger('click')
  await flushPromises()
  await new Promise((done) => setTimeout(done, 40))
  expect(location.hash).toBe('#/work?queue=mine')
  expect(asked.some((path) => path.includes('queue=mine'))).toBe(false)
  const texts = page.findAll('[data-test=table-row]').map((row) => row.text().replace(/\s+/g, ' '))
  expect(texts[0]).toMatch(/Waits for a second person ?in 90 min/)
  expect(texts[1]).toMatch(/Refused ?by wang .*another county/)
  expect(texts[2]).toMatch(/In force ?at once, by you alone/)
  press('a')
  expect(location.hash).toBe('#/work?queue=mine')
  await mark('queue-all').trigger('click')
  await flushPromises()
})

it('offers no list of one’s own to whoever proposes nothing', async () => {
  roles.value = ['auditor']
  await open()
  expect(mark('queue-mine').exists()).toBe(false)
})

it('leads only to screens that are there and theirs', () => {
  roles.value = ['auditor']
  expect(addressOf(item('p'))).toBe('decide/p')
  expect(addressOf(item('b', { queue: 'photos' }))).toBeNull()
  roles.value = []
  expect(addressOf(item('p'))).toBeNull()
  page = mount({ template: '' })
})
