import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import ComparedDay from '../../src/console/screens/exchange/ComparedDay.vue'
import NotTaken from '../../src/console/screens/exchange/NotTaken.vue'
import OnePartner from '../../src/console/screens/exchange/OnePartner.vue'
import PartnerKeys from '../../src/console/screens/exchange/PartnerKeys.vue'
import ProposePartner from '../../src/console/screens/exchange/ProposePartner.vue'
import words from '../../src/console/screens/exchange/messages/en'
import { type Compared, type Exchanged, type Unacknowledged, agreementOf, pathsOf, wordOf } from '../../src/console/screens/exchange/state'
import { pathWord, whyWord } from '../../src/console/screens/exchange/words'
import { api, roles } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'

const YESTERDAY = { day: '2020-03-09', equal: true, fault: null, at: '2020-03-09T18:00:00Z' }
const PARTNER: Exchanged = {
  id: '340000', name: 'Anhui', region: '34', profile: 'kangma-1', mode: 'share', state: 'answering', late: false, silent_since: null, next_at: null, fault: null,
  values_silent: false, waiting: 3, more: false, oldest_at: '2020-03-10T03:00:00Z', under_way: 0, sent: [], received: [], yesterday: YESTERDAY,
}
const OPEN: Unacknowledged = {
  items: [{ message: 'm1', path: 'health-declarations', at: '2020-03-10T03:00:00Z', next_at: '2020-03-10T03:30:00Z', fault: 'http_503', records: 5, acknowledged: 2, tries: 4, late: false }],
  refused: [{ message: 'm0', path: 'health-declarations', what: 'health', about: 'p1', ref: 'r1', code: 'invalid_name' }],
}
const row = (path: string, records: number, hash: string) => ({ path, messages: 1, records, hash: hash.repeat(64) })
const DAY: Compared = { ...YESTERDAY, equal: false, ours: [row('corrections', 1, 'a'), row('health-declarations', 9, 'b')], theirs: [row('health-declarations', 8, 'c')], missing_there: ['m7'], unknown_here: [], uneven: [], under_way: [] }
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
const spied = (name: 'get' | 'post') => vi.spyOn(api, name) as unknown as ReturnType<typeof vi.fn>

describe('the word of a partner', () => {
  it.each([
    [{}, 'well'],
    [{ state: 'receives_only' }, 'receives'],
    [{ yesterday: { ...YESTERDAY, equal: false } }, 'differs'],
    [{ state: 'not_answering', yesterday: { ...YESTERDAY, equal: false } }, 'silent'],
    [{ state: 'not_answering', late: true }, 'late'],
  ])('%j is %s', (more, word) => {
    expect(wordOf({ ...PARTNER, ...(more as Partial<Exchanged>) })).toBe(word)
  })
})

it('interfaces and faults are words, and what has none is shown as it is', () => {
  const t = (key: string, values: Record<string, string | number> = {}) => `${key}${values.status ?? ''}`
  expect([pathWord('feeds/cases', t), pathWord('other', t)]).toEqual(['exchange.paths.feeds/cases', 'other'])
  expect([whyWord('http_503', t), whyWord('partly', t), whyWord('other', t)]).toEqual(['exchange.why.http503', 'exchange.why.partly', 'other'])
})

it('a compared day has a line for each path of either side', () => {
  expect(pathsOf(DAY)).toEqual([
    { id: 'corrections', ours: 1, theirs: 0, same: false },
    { id: 'health-declarations', ours: 9, theirs: 8, same: false },
  ])
  expect(pathsOf({ ours: [row('a', 1, 'd')], theirs: [row('a', 1, 'd')] })[0]?.same).toBe(true)
})

it('a partner that is silent says since when, why, and when it is tried next', async () => {
  spied('get').mockImplementation(async (path: string) => {
    if (path.endsWith('unacknowledged')) return OPEN
    if (path === '/exchange/partners') return { items: [{ ...PARTNER, state: 'not_answering', silent_since: '2020-03-10T03:00:00Z', fault: 'http_503', yesterday: null }] }
    return { keys: [] }
  })
  shown = mount(OnePartner, { props: { id: '340000' } })
  await flushPromises()
  expect(mark('word').text()).toBe('Does not answer')
  expect(mark('why').text()).toContain('answered with error 503')
  expect(mark('why').text()).toContain('within a minute')
})

it('what is stuck is sent again with a reason', async () => {
  shown = mount(NotTaken, { props: { id: '340000', open: OPEN }, attachTo: document.body })
  const post = spied('post').mockResolvedValue({ messages: 1, records: 1 })
  await shown.find('form').trigger('submit')
  expect(post).not.toHaveBeenCalled()
  await mark('input-reason').setValue('they are back ')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(post.mock.calls[0]?.slice(0, 2)).toEqual(['/exchange/partners/340000/resend', { reason: 'they are back' }])
  expect(mark('resent').text()).toContain('1')
  expect(shown.emitted('resent')).toHaveLength(1)
})

it('where nothing is open nothing can be sent again', () => {
  shown = mount(NotTaken, { props: { id: '340000', open: { items: [], refused: [] } } })
  expect(mark('nothing-open').exists()).toBe(true)
  expect(shown.find('form').exists()).toBe(false)
})

it('a day that differs names the messages', async () => {
  spied('get').mockResolvedValue(DAY)
  shown = mount(ComparedDay, { props: { id: '340000' } })
  await flushPromises()
  expect(mark('compared-word').text()).toBe('The two sides differ.')
  expect(mark('list-missing_there').text()).toContain('m7')
  expect(mark('list-uneven').exists()).toBe(false)
})

describe('keys', () => {
  const keys = [
    { keyid: '340000-now', state: 'current', from: '2020-03-01T00:00:00Z' },
    { keyid: '340000-next', state: 'next', from: '2020-03-09T00:00:00Z' },
  ]
  async function opened(role: string) {
    roles.value = [role]
    spied('get').mockResolvedValue({ keys })
    shown = mount(PartnerKeys, { props: { id: '340000' }, attachTo: document.body })
    await flushPromises()
  }
  it('an announced one is proposed by a supervisor', async () => {
    await opened('supervisor')
    const post = spied('post').mockResolvedValue({ id: 'PR1' })
    await mark('key-next').trigger('click')
    await mark('input-key-reason').setValue('read to us by phone')
    await shown.find('form').trigger('submit')
    await flushPromises()
    expect(post.mock.calls[0]?.slice(0, 2)).toEqual(['/partners/340000/keys', { keyid: '340000-next', reason: 'read to us by phone' }])
    expect(mark('made-link').attributes('href')).toBe('#/decide/PR1')
  })
  it('a lost one ends by one hand', async () => {
    await opened('exchange_desk')
    expect(mark('key-next').exists()).toBe(false)
    const post = spied('post').mockResolvedValue({ to_review: 4 })
    await mark('key-current').trigger('click')
    await mark('input-key-reason').setValue('stolen')
    await shown.find('form').trigger('submit')
    await flushPromises()
    expect(post.mock.calls[0]?.slice(0, 2)).toEqual(['/partners/340000/keys/340000-now/revocation', { reason: 'stolen' }])
    expect(mark('revoked').text()).toContain('4')
  })
})

it('an agreement is proposed as it was sent', async () => {
  expect([agreementOf('{'), agreementOf('[]'), agreementOf('null'), agreementOf('{"id":"340000"}')]).toEqual([null, null, null, { id: '340000' }])
  shown = mount(ProposePartner, { attachTo: document.body })
  const post = spied('post').mockResolvedValue({ id: 'PR2' })
  await mark('input-agreement').setValue('not an agreement')
  await mark('input-reason').setValue('signed in March')
  await shown.find('form').trigger('submit')
  expect(post).not.toHaveBeenCalled()
  await mark('input-agreement').setValue('{"id": "340000"}')
  await shown.find('form').trigger('submit')
  await flushPromises()
  expect(post.mock.calls[0]?.slice(0, 2)).toEqual(['/partners', { id: '340000', reason: 'signed in March' }])
  expect(mark('made-link').attributes('href')).toBe('#/decide/PR2')
})
