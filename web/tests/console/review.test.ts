import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import AfterDecision from '../../src/console/review/AfterDecision.vue'
import anomalyWords from '../../src/console/screens/anomalies/messages/en'
import OneAnomaly from '../../src/console/screens/anomalies/OneAnomaly.vue'
import comparisonWords from '../../src/console/screens/comparisons/messages/en'
import OneComparison from '../../src/console/screens/comparisons/OneComparison.vue'
import { type PeopleCompared, type Side, pairsOf } from '../../src/console/screens/comparisons/pairs'
import recoveryWords from '../../src/console/screens/recoveries/messages/en'
import OneRecovery from '../../src/console/screens/recoveries/OneRecovery.vue'
import { type Recovery, pairsOf as recoveryPairs } from '../../src/console/screens/recoveries/pairs'
import { away, noteHand } from '../../src/console/shell/away'
import { api, roles } from '../../src/console/state/staff'
import { Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'
import { go, startRouter } from '../../src/shared/routing/router'

const side = (more: Partial<Side> = {}): Side => ({
  person_id: 'p1', name: '测试乙', birth_date: '1990-03-12', sex: 'male', nationality: 'CN', document: { type: 'passport', country: 'CN', number: 'E00000001', expires_on: null }, relation: 'self', residence: '630102', address: null,
  certification: 'pending', photos: { passport: 'f1' }, holds: [], created_at: '2020-03-12T02:00:00Z', ...more,
})
const compared = (more: Partial<PeopleCompared> = {}): PeopleCompared => ({
  id: 'c1', status: 'waiting', at: '2020-03-12T02:00:00Z', due_at: '2020-03-14T02:00:00Z', escalated: false, newcomer: side(),
  other: side({ person_id: 'p2', residence: '630103', certification: 'certified', holds: ['contact.close'], document: { type: 'id_card', country: null, number: '630102199003121234', expires_on: null } }), decided_at: null, reason: null, ...more,
})
const recovery = (more: Partial<Recovery> = {}): Recovery => ({
  id: 'q1', status: 'waiting', subject: 'phone', requested_at: '2020-03-12T02:00:00Z', known: true, name: '测试丙', number: '630102199003121234', before: null, taken: false, phone: '+8613500000001', evidence: 'lost in the bus', old_phone: null, residence: null,
  claims: 2, objected: false, due_at: null, escalated: false, objection: null, photos: [],
  compared: [[{ field: 'name', claimed: '测试丙', recorded: '测试丙', agrees: true }, { field: 'residence', claimed: '630102', recorded: '630103', agrees: false }], [{ field: 'name', claimed: '测试丁', recorded: '测试丙', agrees: false }]], ...more,
})
const anomaly = (status: string) => ({ id: 'n1', person_id: 'p1', venue_id: null, measured_at: '2020-03-12T02:00:00Z', known_at: '2020-03-12T02:00:01Z', temperature: 38.2, reported: 'coughs', status })

let page: VueWrapper
let now: unknown
beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...anomalyWords, ...comparisonWords, ...recoveryWords } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
  startRouter()
})
beforeEach(() => {
  localStorage.clear()
  roles.value = ['reviewer']
  vi.spyOn(api, 'get').mockImplementation(((path: string) => {
    if (path.includes('/timeline')) return Promise.resolve({ person_id: 'p1', at: '', codes: [], items: [], next_cursor: null })
    return Promise.resolve(path.includes('?') ? { items: [], next_cursor: null } : now)
  }) as never)
})
afterEach(() => {
  page?.unmount()
  vi.restoreAllMocks()
})
async function open(component: object, id: string, record: unknown, address: string) {
  now = record
  go(address)
  page = mount(component as never, { props: { id } as never, attachTo: document.body })
  await flushPromises()
}
const mark = (name: string) => page.find(`[data-test="${name}"]`)
const answering = (...answers: unknown[]) => {
  const post = vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>
  for (const answer of answers) answer instanceof Error ? post.mockRejectedValueOnce(answer) : post.mockResolvedValueOnce(answer)
  return post
}

describe('two records', () => {
  it('say in words where they differ, not of what two documents differ in by themselves', () => {
    const same = Object.fromEntries(pairsOf(compared(), 'en', (code) => code).map((pair) => [pair.key, pair.same]))
    expect([same.name, same.residence, same.number, same.holds]).toEqual([true, false, null, null])
    expect('address' in same).toBe(false)
  })

  it('are two people’s with a reason; photos are each on a page of their own', async () => {
    await open(OneComparison, 'c1', compared(), 'comparisons/c1')
    expect(mark('pair-residence').text()).toContain('differs')
    expect(mark('pair-holds').text()).toContain('Close contact')
    expect(page.findAll('img').length).toBe(0)
    const post = answering(compared({ status: 'different', decided_at: '2020-03-12T03:00:00Z' }))
    await mark('different').trigger('click')
    await flushPromises()
    expect([post.mock.calls.length, mark('fault-reason').text()]).toEqual([0, 'Say why'])
    await mark('input-reason').setValue('born in other towns')
    await mark('different').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/comparisons/c1/decision', { outcome: 'different', reason: 'born in other towns' }])
    expect(mark('done').text()).toContain('two people’s')
  })

  it('lead to the proposal where a second person has to agree', async () => {
    await open(OneComparison, 'c1', compared(), 'comparisons/c1')
    answering(compared({ proposal: 'x1' }))
    await mark('input-reason').setValue('same face')
    await mark('same').trigger('click')
    await flushPromises()
    expect(mark('proposal').attributes('href')).toBe('#/decide/x1')
  })

  it('that were joined may be parted again by a proposal', async () => {
    await open(OneComparison, 'c1', compared({ status: 'same', decided_at: '2020-03-12T03:00:00Z', reason: 'same face' }), 'comparisons/c1')
    const post = answering(compared({ status: 'same', proposal: 'x2' }))
    await mark('input-reason').setValue('a twin')
    await mark('undo').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/comparisons/c1/undoing', { reason: 'a twin' }])
    expect(mark('proposal').attributes('href')).toBe('#/decide/x2')
  })

  it('go from the screen with whoever looked', async () => {
    await open(OneComparison, 'c1', compared(), 'comparisons/c1')
    away.value = true
    await flushPromises()
    expect(page.text()).not.toContain('测试乙')
    noteHand()
    await mark('look-again').trigger('click')
    await flushPromises()
    expect(page.text()).toContain('测试乙')
  })
})

describe('a recovery', () => {
  it('has each claim beside the record, of a number what it replaces', () => {
    expect(recoveryPairs(recovery(), 0, 'en', (code) => code).map(({ key, same }) => [key, same])).toEqual([['name', true], ['residence', false]])
    expect(recoveryPairs(recovery({ subject: 'number', before: '63010219900312123X' }), 0, 'en', (code) => code)[0]).toMatchObject({ key: 'number', one: '630102199003121234', other: '63010219900312123X', same: false })
  })

  it('is accepted for the claim that is shown', async () => {
    await open(OneRecovery, 'q1', recovery(), 'recoveries/q1')
    await mark('input-claim').setValue('1')
    expect(mark('pair-name').text()).toContain('测试丁')
    const post = answering({ id: 'q1', status: 'accepted' })
    await mark('input-reason').setValue('passport seen')
    await mark('accept').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/recoveries/q1/decision', { accept: true, reason: 'passport seen', claim: 1 }])
    expect(mark('done').text()).toContain('Accepted')
  })

  it('says where another one was quicker', async () => {
    await open(OneRecovery, 'q1', recovery(), 'recoveries/q1')
    now = recovery({ status: 'refused' })
    answering(new Problem(409, 'conflict', ''))
    await mark('input-reason').setValue('seen')
    await mark('accept').trigger('click')
    await flushPromises()
    expect(mark('changed').text()).toContain('Refused')
  })
})

describe('an anomaly', () => {
  it('is taken back or stands, with a reason', async () => {
    await open(OneAnomaly, 'n1', anomaly('waiting'), 'anomalies/n1')
    expect(mark('reading').text()).toBe('38.2 °C · coughs')
    const post = answering({ id: 'n1', status: 'kept' })
    await mark('input-reason').setValue('measured twice')
    await mark('kept').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/anomalies/n1/decision', { outcome: 'kept', reason: 'measured twice' }])
    expect(mark('done').text()).toContain('stands')
  })

  it('that coloured by itself can only be taken back', async () => {
    await open(OneAnomaly, 'n1', anomaly('coloured'), 'anomalies/n1')
    expect([mark('withdrawn').exists(), mark('kept').exists()]).toEqual([true, false])
  })
})

describe('what comes after a decision', () => {
  it('has the keyboard on the next one, also where that is known later, unless the hand went elsewhere', async () => {
    page = mount(AfterDecision, { props: { screen: 'appeals', next: '' }, attachTo: document.body })
    await flushPromises()
    const on = () => (document.activeElement as HTMLElement).dataset.test
    expect(on()).toBe('to-work-list')
    await page.setProps({ next: 'a2' })
    await flushPromises()
    expect(on()).toBe('next')
    ;(document.activeElement as HTMLElement).blur()
    await page.setProps({ next: 'a3' })
    await flushPromises()
    expect(on()).toBeUndefined()
  })
})
