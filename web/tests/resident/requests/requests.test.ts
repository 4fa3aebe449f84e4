import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { beginSession } from '../../../src/resident/account/state/account'
import { setPeople } from '../../../src/resident/account/state/people'
import MessagesScreen from '../../../src/resident/messages/screens/MessagesScreen.vue'
import RequestOffer from '../../../src/resident/requests/parts/RequestOffer.vue'
import RequestsScreen from '../../../src/resident/requests/screens/RequestsScreen.vue'
import { type Request, forget, statusOf } from '../../../src/resident/requests/state/requests'
import { requestWords } from '../../../src/resident/requests/words'
import { above, screens } from '../../../src/resident/screens'
import { aPerson, someTokens } from '../../support/shapes'

const inMinutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString()
const aRequest = (changes: Partial<Request> = {}): Request => ({
  id: 'i1', person_id: 'p', partner: '340000', partner_name: '某省平台', purpose: '进站', for: 'display',
  status: 'open', at: inMinutes(-1), expires_at: inMinutes(4), ...changes,
})

let items: Request[]
let refusal: { code: string; detail: string; status: number } | null
let asked: [string, string, unknown][]

beforeEach(async () => {
  await requestWords()
  items = [aRequest()]
  refusal = null
  asked = []
  localStorage.clear()
  forget()
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const path = String(url).replace(/.*\/v1/, '')
    const sent = body ? (JSON.parse(String(body)) as { accept: boolean }) : null
    asked.push([method ?? 'GET', path, sent])
    if (path.startsWith('/me/messages')) {
      const message = { at: inMinutes(-1), person_id: 'p', text: 'x', delivery: 'sent', email: null }
      const kinds = ['display_asked', 'query_asked', 'changed_to_green']
      return new Response(JSON.stringify({ items: kinds.map((kind) => ({ ...message, kind, id: kind })), next_cursor: null }))
    }
    if (method !== 'POST') return new Response(JSON.stringify({ items }))
    if (refusal) return new Response(JSON.stringify({ ...refusal, errors: [] }), { status: refusal.status })
    return new Response(JSON.stringify({ ...items[0], status: sent?.accept ? 'confirmed' : 'refused', expires_at: inMinutes(5) }))
  })
  beginSession(someTokens(1))
  setPeople([aPerson()])
})

async function shown(found: string) {
  const screen = mount(RequestsScreen)
  await vi.waitFor(() => expect(screen.find(`[data-test="${found}"]`).exists()).toBe(true), { timeout: 4500 })
  return screen
}

describe('a request of another platform', () => {
  it.each([['display', '请求出示', '拿到一次健康码'], ['query', '请求查询', '看到颜色和原因']] as const)('says who asks, for what, until when: %s', async (wanted, verb, given) => {
    items = [aRequest({ for: wanted })]
    const text = (await shown('request-open')).text()
    for (const part of ['某省平台', verb, given, '进站', '前答复']) expect(text).toContain(part)
  })

  it.each([['accept', true, 'confirmed'], ['refuse', false, 'refused']] as const)('is answered: %s', async (press, accept, status) => {
    const screen = await shown('request-open')
    await screen.find(`[data-test="request-${press}"]`).trigger('click')
    await vi.waitFor(() => expect(screen.find(`[data-test="request-${status}"]`).exists()).toBe(true))
    expect(asked).toContainEqual(['POST', '/me/invocations/i1/decision', { accept }])
    expect(screen.find('[data-test="request-accept"]').exists()).toBe(false)
  })

  it('keeps its buttons where the answer was refused, with the reason', async () => {
    refusal = { code: 'lapsed', detail: '已过期。', status: 410 }
    const screen = await shown('request-open')
    await screen.find('[data-test="request-accept"]').trigger('click')
    await vi.waitFor(() => expect(screen.text()).toContain('已过期。'))
    expect(screen.find('[data-test="request-accept"]').exists()).toBe(true)
  })

  it.each([['open', -1, 'lapsed'], ['confirmed', -1, 'lapsed'], ['used', -1, 'used'], ['refused', -1, 'refused'], ['open', 1, 'open']] as const)(
    'that is %s and ends in %i minutes is %s', (status, minutes, now) => {
      expect(statusOf(aRequest({ status, expires_at: inMinutes(minutes) }))).toBe(now)
    })

  it('asks nothing once its time is over', async () => {
    items = [aRequest({ expires_at: inMinutes(-1) })]
    const screen = await shown('request-lapsed')
    expect(screen.find('[data-test="request-accept"]').exists()).toBe(false)
  })

  it('names whom it is about in a family', async () => {
    setPeople([aPerson(), aPerson({ id: 'child', relation: 'dependant', name_masked: '李*' })])
    items = [aRequest({ person_id: 'child' })]
    expect((await shown('request-open')).text()).toContain('李*')
  })
})

describe('the way to it', () => {
  it('leads from the code screen while one waits, without asking all the time', async () => {
    const offer = mount(RequestOffer)
    await flushPromises()
    expect(offer.find('[data-test="open-requests"]').attributes('href')).toBe('#/requests')
    expect(offer.text()).toContain('某省平台')
    offer.unmount()
    mount(RequestOffer)
    await flushPromises()
    expect(asked.filter(([, path]) => path === '/me/invocations')).toHaveLength(1)
  })

  it.each([['refused', 4], ['open', -1]] as const)('is not there for one that is %s, ending in %i minutes', async (status, minutes) => {
    items = [aRequest({ status, expires_at: inMinutes(minutes) })]
    const offer = mount(RequestOffer)
    await flushPromises()
    expect(offer.find('[data-test="request-offer"]').exists()).toBe(false)
  })

  it('leads from the messages that tell of one', async () => {
    const screen = mount(MessagesScreen)
    await vi.waitFor(() => expect(screen.findAll('[data-test="messages"] li')).toHaveLength(3))
    expect(screen.findAll('[data-test="answer-request"]').map((link) => link.attributes('href'))).toEqual(['#/requests', '#/requests'])
  })

  it('leads back to the code', () => {
    expect(Object.keys(screens)).toContain('requests')
    expect(above('requests', '', ['code'])).toBe('code')
  })
})
