import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import AlarmCard from '../../src/console/screens/audit/AlarmCard.vue'
import words from '../../src/console/screens/audit/messages/en'
import PairList from '../../src/console/screens/audit/PairList.vue'
import { type Alarm, actionWords, queryOf, useVerifying } from '../../src/console/screens/audit/state'
import { api } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'

const ALARM: Alarm = { id: 'staff-1-9', kind: 'many_opened', staff_id: 'staff-1', login: 'reviewer-1', region: '63', people: 60, since: '2020-03-10T04:00:00Z', at: '2020-03-10T04:10:00Z', status: 'open', closed_by: null, closed_at: null, reason: null }
let shown: VueWrapper
beforeAll(async () => {
  const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': both, en: both })
})
beforeEach(() => localStorage.clear())
afterEach(() => {
  shown?.unmount()
  vi.restoreAllMocks()
})
const mark = (name: string) => shown.find(`[data-test="${name}"]`)

it.each([
  [{ subject: 'p1', actor: 'x' }, 'subject=p1&action=person.&limit=100'],
  [{ actor: 'reviewer-1' }, 'actor=reviewer-1&action=person.&limit=100'],
  [{}, 'day=2020-03-10&action=person.&limit=100'],
])('asks by subject, else by actor, else by day: %o', (by, query) => expect(queryOf({ day: '2020-03-10', subject: '', actor: '', action: 'person.', ...by }, null)).toBe(query))

it('says an action in words, also one of a proposal', () => {
  expect([actionWords('person.revealed'), actionWords('staff_role.in_force'), actionWords('thing.unheard')]).toEqual(['Opened a name', 'Role of staff: in force', ''])
})

it('an alarm says who opened how many, leads to them, and is closed with what was found', async () => {
  shown = mount(AlarmCard, { props: { alarm: ALARM }, attachTo: document.body })
  const post = (vi.spyOn(api, 'post') as unknown as ReturnType<typeof vi.fn>).mockResolvedValue({ ...ALARM, status: 'closed' })
  expect(mark('alarm-words').text()).toMatch(/^reviewer-1 opened 60 people from .*12:00 to .*12:10/)
  expect(mark('alarm-looks').attributes('href')).toBe('#/audit?show=entries&actor=reviewer-1&action=person.')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(post).not.toHaveBeenCalled()
  await mark('input-finding').setValue('an outbreak at a school')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/audit/alarms/staff-1-9/closing', { reason: 'an outbreak at a school' }])
  expect(shown.emitted('closed')).toHaveLength(1)
})

it('pairs are told in words', async () => {
  const person = (login: string, approved: number) => ({ id: login, login, approved })
  const items = [{ people: [person('V1', 20), person('V2', 21)], times: 41 }, { people: [person('V1', 0), person('V3', 5)], times: 5 }]
  vi.spyOn(api, 'get').mockResolvedValue({ month: '2020-03', items, next_cursor: null } as never)
  location.hash = '#/audit?show=pairs&month=2020-03'
  shown = mount(PairList, { attachTo: document.body })
  await flushPromises()
  const column = (shown.findComponent({ name: 'DataTable' }).props('columns') as { key: string; value: (row: unknown) => string }[])[0]!
  const said = items.map((item) => column.value(item).replace(/ in .*$/, ''))
  expect(said).toEqual(['V2 and V1 approved each other’s proposals 41 times', 'V3 approved 5 proposals of V1'])
})

describe('verification', () => {
  const part = (shard: number, until: number, more: boolean, broken_at: number | null = null) => ({ shard, shards: 2, after: 0, until, head: `h${until}`, intact: broken_at === null, broken_at, more })
  it('goes through every chain to its end and tells where one is broken', async () => {
    const answers = [part(0, 1000, true), part(0, 1500, false), part(1, 6, false, 7)]
    const asked: string[] = []
    vi.spyOn(api, 'get').mockImplementation(((path: string) => (asked.push(path), Promise.resolve(path === '/audit/heads' ? { at: '2020-03-10T04:00:00Z' } : answers.shift()))) as never)
    const { chains, of, run } = useVerifying()
    await run()
    expect(asked).toEqual(['/audit/heads', '/audit/verification?shard=0&after=0', '/audit/verification?shard=0&after=1000', '/audit/verification?shard=1&after=0'])
    expect([of.value, chains.value.map(({ entries, head, brokenAt }) => [entries, head, brokenAt])]).toEqual([2, [[1500, 'h1500', null], [6, 'h6', 7]]])
  })
})
