import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import commonZh from '../../src/console/messages/zh-CN'
import wordsZh from '../../src/console/screens/decide/messages/zh-CN'
import { type Proposal, hindrance } from '../../src/console/screens/decide/hindrance'
import words from '../../src/console/screens/decide/messages/en'
import OneProposal from '../../src/console/screens/decide/OneProposal.vue'
import { changesBetween, rowsOf } from '../../src/console/screens/decide/rows'
import { api, roles } from '../../src/console/state/staff'
import { NoAnswer, Problem } from '../../src/shared/api/problem'
import { chooseLocale, startI18n } from '../../src/shared/i18n'
import { go, startRouter } from '../../src/shared/routing/router'

const HASH = 'a'.repeat(64)
const proposal = (more: Partial<Proposal> = {}): Proposal => ({
  id: 'p1', kind: 'contact_list', subject: 'list-1', region: '630102', status: 'proposed', version: 1, content_hash: HASH,
  content: { list: 'list-1', case: '0312-7', region: '630102', kind: 'close', people: 12, people_hash: HASH, days: ['2020-03-10'] },
  reason: 'traced', touches: { people: 12, to_red: 10, to_yellow: 0, estimated: false, at: '2020-03-12T02:00:00Z' }, needs: ['second_person'],
  proposed_by: 'S1', proposed_at: '2020-03-12T02:00:00Z', expires_at: new Date(Date.now() + 3600_000).toISOString(),
  decided_by: null, decided_at: null, decision_reason: null, agreed_by: null, agreed_at: null, own: false, may_decide: true, ...more,
})
const PEOPLE = { items: Array.from({ length: 20 }, (_, at) => ({ person_id: `p-${at}`, document_last4: `00${at}`.slice(-4), last_exposure: '2020-03-10' })), next_cursor: 'more' }

let page: VueWrapper
let now: Proposal
beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  const chinese = async () => ({ default: { ...commonZh, ...wordsZh } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': chinese, en: both })
  await chooseLocale('en')
  startRouter()
})
beforeEach(() => {
  go('decide/p1')
  localStorage.clear()
  roles.value = ['epidemiologist']
  now = proposal()
  vi.spyOn(api, 'get').mockImplementation(((path: string) => Promise.resolve(path.includes('/people') ? PEOPLE : now)) as never)
})
afterEach(() => {
  page?.unmount()
  vi.restoreAllMocks()
})
async function open(): Promise<void> {
  page = mount(OneProposal, { props: { id: 'p1' }, attachTo: document.body })
  await flushPromises()
}
const mark = (name: string) => page.find(`[data-test=${name}]`)
const answering = (...answers: unknown[]) => {
  const post = vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>
  for (const answer of answers) answer instanceof Error ? post.mockRejectedValueOnce(answer) : post.mockResolvedValueOnce(answer)
  return post
}

describe('a proposal', () => {
  it('says in one sentence what will happen, whom it touches, and the audit reference', async () => {
    await open()
    expect(mark('sentence').text()).toBe('To be decided: record 12 people in 630102 as: close contacts of case 0312-7')
    expect(mark('effect').text()).toBe('12 people touched, 10 turn red')
    expect(mark('audit-ref').text()).toBe('list-1')
    expect(page.findAll('[data-test=touched-row]').length).toBe(20)
    expect(page.text()).not.toContain(HASH)
  })

  it('of a file says its columns and numbers in words, in both languages', async () => {
    const content = { import: 'i1', kind: 'contacts', origin: 'CDC', region: '630102', columns: { 姓名: 'name', 'No. 1': 'document.number', 备注: null }, turn: 0, lines: 3, good: 2, bad: 1, repeated: 0, known: 0, unmatched: 1, names_differ: 0, people: 2, sized: 2, to_red: 0, to_yellow: 2 }
    now = proposal({ kind: 'import', subject: 'i1', content })
    await open()
    const text = mark('content').text()
    expect(text).toContain('Column “姓名”Name')
    expect(text).toContain('Column “No. 1”Document number')
    expect(text).toContain('Column “备注”not read')
    expect(mark('content').findAll('dt').map((label) => label.text()).filter((label) => /[._]|^[a-z]/.test(label) && !label.startsWith('Column'))).toEqual([])
    expect(text).not.toContain('document.number')
    await chooseLocale('zh-CN')
    await flushPromises()
    expect(mark('content').text()).toContain('文件的“No. 1”列证件号码')
    expect(mark('content').findAll('dt').map((label) => label.text()).filter((label) => !/[一-龥]/.test(label))).toEqual([])
    await chooseLocale('en')
  })

  it.each([['proposed', /^To be decided: rate .+ high risk, from 12 Mar/], ['in_force', /^In force: rate/], ['refused', /^Refused: rate/], ['expired', /^Lapsed: rate/]] as const)('that is %s says so in front of what it would do', async (status, words) => {
    now = proposal({ status, kind: 'rating', region: '632801', content: { region: '632801', level: 'high', from: '2020-03-12', until: null } })
    await open()
    expect(mark('sentence').text()).toMatch(words)
  })

  it('has the entry of the audit once it is decided, and the logins of who did it', async () => {
    now = proposal({ status: 'in_force', proposed_by_login: 'lin', decided_by: 'x', decided_by_login: 'wang', decided_at: '2020-03-12T03:00:00Z', audit_ref: { subject: 'list-1', shard: 3, number: 42 } })
    await open()
    expect(mark('audit-ref').text()).toBe('list-1entry 42 of shard 3')
    expect([mark('decided').text(), page.text()].map((text) => text.includes('wang'))).toEqual([true, true])
    expect(page.text()).toContain('lin')
  })

  it('is approved over exactly the version and content that were shown', async () => {
    await open()
    const post = answering(proposal({ status: 'in_force', decided_by: 'S2', decided_at: '2020-03-12T03:00:00Z' }))
    await mark('approve').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/proposals/p1/approval', { version: 1, content_hash: HASH, decision: 'approve', reason: null, count: null, worse: false }])
    expect(mark('done').text()).toContain('in force')
    expect(mark('approve').exists()).toBe(false)
  })

  it('is refused with a reason only, which stays when the network dies; the same click counts once', async () => {
    await open()
    const post = answering(new NoAnswer(''), proposal({ status: 'refused' }))
    await mark('refuse').trigger('click')
    await flushPromises()
    expect([post.mock.calls.length, mark('fault-reason').text()]).toEqual([0, 'Say why'])
    await mark('input-reason').setValue('not seen there')
    await mark('refuse').trigger('click')
    await flushPromises()
    expect((mark('input-reason').element as HTMLTextAreaElement).value).toBe('not seen there')
    await mark('refuse').trigger('click')
    await flushPromises()
    const keys = post.mock.calls.map((call) => (call[2] as { key: string }).key)
    expect(keys[0]).toBe(keys[1])
    expect(mark('done').text()).toContain('Refused')
  })

  it('asks for the number typed where it needs one, and that worse colours were seen', async () => {
    roles.value = ['supervisor']
    now = proposal({ needs: ['second_person', 'supervisor', 'count', 'worse'], touches: { people: 4812, to_red: 3, to_yellow: 1, estimated: false, at: '' } })
    await open()
    const post = answering(proposal({ status: 'in_force' }))
    await mark('input-count').setValue('4811')
    await mark('approve').trigger('click')
    await flushPromises()
    expect([mark('fault-count').text(), post.mock.calls.length]).toEqual(['Type the number of people touched, 4,812', 0])
    await mark('input-count').setValue('４，８１２')
    await mark('worse').setValue(true)
    await mark('approve').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]![1]).toMatchObject({ count: 4812, worse: true })
  })

  it('of one’s own has no approval, and waits for somebody else', async () => {
    now = proposal({ own: true })
    await open()
    expect([mark('approve').exists(), mark('refuse').exists(), mark('withdraw').exists()]).toEqual([false, false, true])
    expect(mark('why-not').text()).toContain('waits for somebody else')
  })

  it('that another one changed says what changed; nothing can be decided until that was seen', async () => {
    await open()
    answering(new Problem(409, 'touches_changed', 'Others are touched now.'))
    now = proposal({ version: 2, touches: { people: 31, to_red: 29, to_yellow: 0, estimated: false, at: '' } })
    await mark('approve').trigger('click')
    await flushPromises()
    expect(mark('changed').text()).toContain('People touched: 12 → 31')
    expect(mark('approve').exists()).toBe(false)
    expect(mark('effect').text()).toContain('12 people')
    await mark('changed-seen').trigger('click')
    expect(mark('effect').text()).toContain('31 people')
    const post = answering(proposal({ status: 'in_force' }))
    await mark('approve').trigger('click')
    await flushPromises()
    expect(post.mock.calls.at(-1)![1]).toMatchObject({ version: 2 })
  })

  it('that another one decided says who and when', async () => {
    await open()
    answering(new Problem(409, 'conflict', ''))
    now = proposal({ status: 'refused', decided_by: 'id-3', decided_by_login: 'S3', decided_at: '2020-03-12T02:02:00Z' })
    await mark('approve').trigger('click')
    await flushPromises()
    expect(mark('changed').text()).toContain('Changed by S3 at 12 Mar 10:02')
  })

  it('shows what differs from the version before', async () => {
    now = proposal({ kind: 'case', content: { case: 'c', version: 3, last4: '0017', told: { kind: 'confirmed', status: 'open', on: '2020-03-09' } }, before: { told: { kind: 'suspected', status: 'open', on: '2020-03-09', onset_on: '2020-03-01' } } })
    await open()
    expect(page.findAll('[data-test=was]').map((was) => was.text())).toEqual(['was: suspected', 'was: 1 Mar 2020'])
  })
})

describe('differences', () => {
  it('stand in front; what nobody reads is left out', () => {
    const rows = rowsOf({ a: 1, told: { on: 'x', empty: null }, document_hash: HASH, list: [] }, { a: 1, told: { on: 'y' } })
    expect(rows).toEqual([{ path: 'told.on', value: 'x', before: 'y', changed: true }, { path: 'a', value: 1, before: 1, changed: false }])
  })

  it('between what was seen and what is there now are named', () => {
    expect(changesBetween(proposal(), proposal())).toEqual([])
    expect(changesBetween(proposal(), proposal({ status: 'withdrawn' }))).toEqual([{ part: 'status', from: 'proposed', to: 'withdrawn' }])
  })
})

it.each([
  [{ own: true }, ['epidemiologist'], 'own'],
  [{ needs: ['supervisor'] }, ['epidemiologist'], 'supervisor'],
  [{ needs: ['supervisor'] }, ['supervisor'], ''],
  [{ may_decide: false }, ['supervisor'], 'role'],
  [{ needs: ['simulation'] }, ['epidemiologist'], 'simulation'],
  [{ needs: ['cooling'] }, ['epidemiologist'], 'cooling'],
] as [Partial<Proposal>, string[], string][])('%j for %j: %s', (more, mine, why) => expect(hindrance(proposal(more), mine)).toBe(why))
