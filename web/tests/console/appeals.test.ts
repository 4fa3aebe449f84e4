import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import type { Entry, Timeline } from '../../src/console/review/timeline'
import { byDay, ofTheirs } from '../../src/console/review/timeline'
import { possibleActs } from '../../src/console/screens/appeals/acts'
import words from '../../src/console/screens/appeals/messages/en'
import OneAppeal from '../../src/console/screens/appeals/OneAppeal.vue'
import type { Appeal } from '../../src/console/screens/appeals/state'
import { followKeys } from '../../src/console/shell/keys'
import { api, roles } from '../../src/console/state/staff'
import { NoAnswer, Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'
import { startFilters } from '../../src/shared/routing/filters'
import { go, startRouter } from '../../src/shared/routing/router'

const recent = (hours: number) => new Date(Date.now() - hours * 3600_000).toISOString()
const appeal = (more: Partial<Appeal> = {}): Appeal => ({
  id: 'a1', person_id: 'p1', category: 'declaration', department: 'hotline_12308', department_text: 'Consular hotline 12308', text: 'I ticked it by mistake.', declaration_id: 'd1',
  decision_ref: null, violation_id: null, forwarded: [], sources: [], status: 'open', escalated: false, at: recent(5), due_at: recent(-40), decided_at: null, reason: null, ...more,
})
const entry = (more: Partial<Entry>): Entry => ({
  id: 'e1', at: recent(6), kind: 'declarations', text: 'Declared', corrected: false, scheme: null, rule: null, colour: null, opened: null, decision_ref: null, declaration_id: null, by: null, reason: null, audit: null, more: {}, ...more,
})
const declared = entry({ declaration_id: 'd1', more: { answers: { temperature: 36.5, symptoms: ['dry_cough'], contact: { kind: 'none' }, test: { result: 'none' }, location: '630102' } } })
const reading = entry({ id: 'r1', kind: 'readings', text: 'A gate measured a high temperature', more: { temperature: 37.6 } })
const hold: Timeline['codes'][number]['holds'][number] = { rule: 'designated.red', colour: 'red', text: 'Designated', since: '2020-03-10', clears_on: null, checkins_required: 14, checkins_done: 2, decision_ref: 'des-1' }
const codes: Timeline['codes'] = [{ scheme: 'domestic', colour: 'red', holds: [hold], corrected: false, corrected_at: null, colour_by_now: 'red' }]
const TEMPLATES = [
  { id: 'declaration.upheld', category: 'declaration', department: 'hotline_12308', accept: true, texts: { 'zh-CN': '已更正。', en: 'It was put right.' } },
  { id: 'declaration.rejected', category: 'declaration', department: 'hotline_12308', accept: false, texts: { 'zh-CN': '无误。', en: 'No mistake was found.' } },
]

describe('what may be put right in one go', () => {
  const about = { declaration_id: 'd1', decision_ref: 'des-1' }
  const kinds = (mine: string[]) => possibleActs(about, [declared, reading], codes, mine).map(({ kind, target }) => `${kind}:${target}`)

  it('is what the roles may do, what it is about in front', () => {
    expect(kinds(['reviewer'])).toEqual(['annul:d1', 'not_theirs:d1', 'reading:r1', 'credit:'])
    expect(kinds(['epidemiologist'])).toEqual(['annul:d1', 'not_theirs:d1', 'reading:r1', 'ended:des-1', 'wrong:des-1'])
  })

  it('leaves out what was taken back, and knows a declaration that is not among the last days', () => {
    expect(possibleActs(about, [{ ...reading, corrected: true }], codes, ['reviewer']).map(({ kind, target }) => `${kind}:${target}`)).toEqual(['annul:d1', 'not_theirs:d1', 'credit:'])
  })

  it('leaves out holds of a scheme in which the person has no code', () => {
    const holds = [entry({ id: 'h1', kind: 'holds', scheme: 'domestic' }), entry({ id: 'h2', kind: 'holds', scheme: 'international' }), declared]
    expect(ofTheirs(holds, codes).map(({ id }) => id)).toEqual(['h1', 'e1'])
  })

  it('has the last days by policy day', () => {
    const days = byDay([entry({ at: '2020-03-12T17:00:00Z' }), entry({ at: '2020-03-12T15:00:00Z' }), entry({ at: '2020-02-01T15:00:00Z' })], '2020-03-01')
    expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([['2020-03-13', 1], ['2020-03-12', 1]])
  })
})

describe('an appeal', () => {
  let page: VueWrapper
  let now: Appeal
  const asked: string[] = []
  beforeAll(async () => {
    const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
    await startI18n({ 'zh-CN': both, en: both })
    startRouter()
    startFilters()
    addEventListener('keydown', followKeys)
  })
  beforeEach(() => {
    go('appeals/a1')
    localStorage.clear()
    roles.value = ['reviewer']
    now = appeal()
    asked.length = 0
    vi.spyOn(api, 'get').mockImplementation(((path: string) => {
      asked.push(path)
      if (path.startsWith('/appeals/templates')) return Promise.resolve({ items: TEMPLATES })
      if (path.startsWith('/people/')) return Promise.resolve({ person_id: 'p1', at: recent(0), codes, items: [declared, reading], next_cursor: null })
      if (path.startsWith('/appeals?')) return Promise.resolve({ items: [now, appeal({ id: 'a2' })], next_cursor: null })
      return Promise.resolve(now)
    }) as never)
  })
  afterEach(() => {
    page?.unmount()
    vi.restoreAllMocks()
  })
  async function open(): Promise<void> {
    page = mount(OneAppeal, { props: { id: 'a1' }, attachTo: document.body })
    await flushPromises()
  }
  const mark = (name: string) => page.find(`[data-test="${name}"]`)
  const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  const answering = (...answers: unknown[]) => {
    const post = vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>
    for (const answer of answers) answer instanceof Error ? post.mockRejectedValueOnce(answer) : post.mockResolvedValueOnce(answer)
    return post
  }

  it('shows the words, what they are about and the last days, opened on its account, without a name', async () => {
    await open()
    expect(mark('words').text()).toBe('I ticked it by mistake.')
    expect(mark('hold').text()).toContain('2 of 14 check-ins')
    expect(page.findAll('.about').map((each) => each.text())).toEqual([expect.stringContaining('dry cough')])
    expect(asked.find((path) => path.startsWith('/people/'))).toContain('item=appeals%3Aa1')
    expect(page.text()).toContain('Name covered')
  })

  it('is upheld with an act in one go: the act first, each under a key of its own', async () => {
    await open()
    press('a')
    await flushPromises()
    await mark('templates-en').trigger('click')
    await mark('template-declaration.upheld').trigger('click')
    await mark('input-act').setValue('annul d1')
    await mark('input-because').setValue('The doctor wrote so.')
    expect(mark('doing').findAll('li').map((each) => each.text())).toEqual([expect.stringMatching(/^Strike the declaration of .*: mistaken$/), 'Uphold the appeal, and tell the person'])
    const post = answering({ declaration_id: 'd1' }, appeal({ status: 'upheld', decided_at: recent(0), reason: 'It was put right.' }))
    await mark('send').trigger('click')
    await flushPromises()
    expect(post.mock.calls.map((call) => call.slice(0, 2))).toEqual([
      ['/declarations/d1/annulment', { kind: 'mistaken', reason: 'The doctor wrote so.' }],
      ['/appeals/a1/decision', { accept: true, reason: 'It was put right.' }],
    ])
    expect(mark('done').text()).toContain('Upheld')
    expect(mark('acted').exists()).toBe(true)
    expect(mark('next').attributes('href')).toBe('#/appeals/a2')
  })

  it('does the act once when the network dies before the answer, and keeps what was typed', async () => {
    await open()
    press('a')
    await flushPromises()
    await mark('input-answer').setValue('Put right.')
    await mark('input-act').setValue('annul d1')
    await mark('input-because').setValue('seen')
    const post = answering({ declaration_id: 'd1' }, new NoAnswer(''), appeal({ status: 'upheld', decided_at: recent(0) }))
    await mark('send').trigger('click')
    await flushPromises()
    expect(mark('act-done').exists()).toBe(true)
    expect((mark('input-answer').element as HTMLTextAreaElement).value).toBe('Put right.')
    await mark('send').trigger('click')
    await flushPromises()
    expect(post.mock.calls.map((call) => call[0])).toEqual(['/declarations/d1/annulment', '/appeals/a1/decision', '/appeals/a1/decision'])
    expect((post.mock.calls[1]![2] as { key: string }).key).toBe((post.mock.calls[2]![2] as { key: string }).key)
  })

  it('says what lacks at the field, and sends nothing', async () => {
    await open()
    const post = answering()
    press('a')
    await flushPromises()
    await mark('input-act').setValue('credit')
    await mark('send').trigger('click')
    await flushPromises()
    expect([mark('fault-answer').text(), mark('fault-day').text(), mark('fault-because').text()]).toEqual(['Write the answer', 'Choose a day', 'Say why'])
    expect(post).not.toHaveBeenCalled()
  })

  it('is given to another department', async () => {
    await open()
    press('f')
    await flushPromises()
    await mark('input-department').setValue('disease_control')
    await mark('input-why').setValue('theirs')
    const post = answering(appeal({ department: 'disease_control', department_text: 'Disease control centre' }))
    await mark('send').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/appeals/a1/forwarding', { department: 'disease_control', reason: 'theirs' }])
    expect(mark('done').text()).toContain('Disease control centre')
  })

  it('says what changed where another one was quicker, and has no buttons until that was seen', async () => {
    await open()
    press('r')
    await flushPromises()
    await mark('input-answer').setValue('No.')
    now = appeal({ status: 'upheld', decided_at: recent(0), reason: 'Right.' })
    answering(new Problem(409, 'appeal_decided', 'It was decided.'))
    await mark('send').trigger('click')
    await flushPromises()
    expect(mark('changed').text()).toContain('Upheld')
    expect(mark('send').exists()).toBe(false)
    await mark('changed-seen').trigger('click')
    expect(mark('status').text()).toBe('Upheld')
  })

  it('past its deadline is a supervisor’s', async () => {
    now = appeal({ escalated: true })
    await open()
    expect([mark('why-not').exists(), mark('appeal-form').exists()]).toEqual([true, false])
    page.unmount()
    roles.value = ['supervisor']
    await open()
    expect(mark('appeal-form').exists()).toBe(true)
  })
})
