import { beforeEach, describe, expect, it, vi } from 'vitest'

const drawers = vi.hoisted(() => new Map<string, Map<string, unknown>>())
vi.mock('../../src/shared/storage/database', () => {
  const drawer = (name: string) => {
    if (!drawers.has(name)) drawers.set(name, new Map())
    return drawers.get(name)!
  }
  const sorted = (name: string) => [...drawer(name)].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    fetchKept: async (name: string, key: string) => drawer(name).get(key),
    keep: async (name: string, key: string, value: unknown) => void drawer(name).set(key, structuredClone(value)),
    drop: async (name: string, key: string) => void drawer(name).delete(key),
    allKept: async (name: string, most?: number) => sorted(name).map(([, value]) => value).slice(0, most),
    countKept: async (name: string) => drawer(name).size,
    namesKept: async (name: string) => sorted(name).map(([key]) => key),
  }
})

import { carried, endedUntil, hasEnded, isWhole, keysAt, refreshCarried } from '../../src/gate/offline/keeper'
import { type KeptCheck, checkId, confirmCheck, openQueue, queueCheck, refusedChecks, releaseCheck, sendChecks, sendingFault, waitingChecks, withoutReading } from '../../src/gate/offline/queue'
import { verifyHere } from '../../src/gate/offline/verify'
import type { ApiClient } from '../../src/shared/api/client'
import { NoAnswer, Problem, SessionEnded } from '../../src/shared/api/problem'
import { fromBase64url } from '../../src/shared/codes/bytes'
import { noteInstant } from '../../src/shared/time/trueTime'
import made from '../fixtures/codes.json'

const aCheck = (id: string, held = 0): KeptCheck => ({ id, shown: 'HC1:X', checked_at: '2020-03-12T08:00:00Z', venue_id: 'v1', held })

/** An API that keeps each id once and may lose its answers. */
function anApi(options: { lose?: number; refuse?: string; fail?: Error } = {}) {
  const seen = new Map<string, number>()
  const batches: number[] = []
  let lost = options.lose ?? 0
  const post = async (_: string, body: { items: KeptCheck[] }) => {
    if (options.fail) throw options.fail
    batches.push(body.items.length)
    const items = body.items.map(({ id }) => {
      seen.set(id, (seen.get(id) ?? 0) + 1)
      const status = id === options.refuse ? 'refused' : seen.get(id) === 1 ? 'accepted' : 'duplicate'
      return { id, status, detail: status === 'refused' ? 'too old' : null }
    })
    if (lost-- > 0) throw new NoAnswer('lost')
    return { items }
  }
  return { api: { post } as unknown as ApiClient, seen, batches }
}

describe('checks made without a network', () => {
  beforeEach(async () => {
    drawers.clear()
    await openQueue()
  })

  it('outlive the login: they are sent after the next one', async () => {
    for (const id of ['c1', 'c2']) await queueCheck(aCheck(id))
    await sendChecks(anApi({ fail: new SessionEnded() }).api)
    expect(waitingChecks.value).toBe(2)
    const { api, seen } = anApi()
    await sendChecks(api)
    expect([...seen.keys()]).toEqual(['c1', 'c2'])
    expect(waitingChecks.value).toBe(0)
  })

  it('are sent in batches, the oldest first, and leave nothing behind', async () => {
    for (let n = 0; n < 250; n += 1) await queueCheck(aCheck(`c${String(n).padStart(3, '0')}`))
    const { api, seen, batches } = anApi()
    await sendChecks(api)
    expect([seen.size, batches, drawers.get('checks')!.size]).toEqual([250, [100, 100, 50], 0])
    expect([...seen.keys()].slice(0, 2)).toEqual(['c000', 'c001'])
  })

  it('go once the network is back, though a try without one was still under way', async () => {
    await queueCheck(aCheck('a'))
    let cut = () => {}
    const { api, seen } = anApi()
    const post = vi.fn(api.post).mockImplementationOnce((() => new Promise((_, failed) => (cut = () => failed(new NoAnswer('offline'))))) as never)
    const both = { post } as unknown as ApiClient
    const early = sendChecks(both)
    await vi.waitFor(() => expect(post).toHaveBeenCalledOnce())
    const later = sendChecks(both)
    cut()
    await Promise.all([early, later])
    expect([seen.get('a'), waitingChecks.value]).toEqual([1, 0])
  })

  it('stay until they are answered, and go under the same id again', async () => {
    await queueCheck(aCheck('a'))
    const { api, seen } = anApi({ lose: 1 })
    await sendChecks(api)
    expect(drawers.get('checks')!.size).toBe(1)
    await sendChecks(api)
    expect([drawers.get('checks')!.size, seen.get('a')]).toEqual([0, 2])
  })

  it('are sent by one sender at a time', async () => {
    await queueCheck(aCheck('a'))
    const { api, seen } = anApi()
    await Promise.all([sendChecks(api), sendChecks(api), sendChecks(api)])
    expect(seen.get('a')).toBe(1)
  })

  it('that are refused are shown, and stand in nobody’s way', async () => {
    await queueCheck(aCheck('a'))
    await queueCheck(aCheck('b'))
    await sendChecks(anApi({ refuse: 'a' }).api)
    expect(drawers.get('checks')!.size).toBe(0)
    expect(refusedChecks.value).toEqual([{ id: 'a', checked_at: '2020-03-12T08:00:00Z', detail: 'too old' }])
  })

  it('stay when the API refuses the guard, who is told why', async () => {
    await queueCheck(aCheck('a'))
    await sendChecks(anApi({ fail: new Problem(403, 'forbidden', 'Not your venue.') }).api)
    expect([drawers.get('checks')!.size, sendingFault.value]).toEqual([1, 'Not your venue.'])
  })

  it('that the API has judged are counted together a minute later, and are not among those that wait', async () => {
    vi.useFakeTimers()
    for (const id of ['a', 'b']) {
      await queueCheck(aCheck(id))
      await confirmCheck(id)
    }
    const { api, seen, batches } = anApi()
    await sendChecks(api)
    expect([waitingChecks.value, seen.size]).toEqual([0, 0])
    vi.advanceTimersByTime(60_001)
    await queueCheck(aCheck('c'))
    await confirmCheck('c')
    await sendChecks(api)
    await sendChecks(api)
    vi.useRealTimers()
    expect([[...seen.values()], batches, drawers.get('confirmed')!.size]).toEqual([[1, 1, 1], [3], 0])
  })

  it('that were judged and are refused are shown like any other', async () => {
    vi.useFakeTimers()
    await queueCheck(aCheck('a'))
    await confirmCheck('a')
    vi.advanceTimersByTime(60_001)
    await sendChecks(anApi({ refuse: 'a' }).api)
    vi.useRealTimers()
    expect([refusedChecks.value.map(({ id }) => id), drawers.get('confirmed')!.size]).toEqual([['a'], 0])
  })

  it('that were judged stay until their counting is answered', async () => {
    vi.useFakeTimers()
    await queueCheck(aCheck('a'))
    await confirmCheck('a')
    vi.advanceTimersByTime(60_001)
    const { api, seen } = anApi({ lose: 1 })
    await sendChecks(api)
    await sendChecks(api)
    vi.useRealTimers()
    expect([seen.get('a'), drawers.get('confirmed')!.size]).toEqual([2, 0])
  })

  it('wait while they are being confirmed live', async () => {
    await queueCheck(aCheck('a', Date.now() + 60_000))
    const { api, seen } = anApi()
    await sendChecks(api)
    expect(seen.size).toBe(0)
    await releaseCheck('a')
    await sendChecks(api)
    expect(seen.get('a')).toBe(1)
  })

  const anEntry = (id: string) => ({ ...aCheck(id), direction: 'in' as const, temperature: 36.5 })

  it('says at which door the guard stood', async () => {
    const told: unknown[] = []
    const api = { post: async (path: string, body: unknown) => (told.push([path, body]), {}) } as unknown as ApiClient
    await queueCheck({ ...anEntry('d'), door: 2 })
    await sendChecks(api)
    expect(told).toMatchObject([['/visits', { venue_id: 'v1', door: 2 }]])
  })

  it('that are entries go out as visits, with the instant of the scan', async () => {
    await queueCheck(anEntry('e'))
    const told: [string, object][] = []
    const post = async (path: string, body: object) => void told.push([path, body])
    await sendChecks({ post } as unknown as ApiClient)
    const visit = { shown: 'HC1:X', venue_id: 'v1', direction: 'in', temperature: 36.5, client_at: '2020-03-12T08:00:00Z' }
    expect(told).toMatchObject([['/visits', visit]])
    expect(drawers.get('checks')!.size).toBe(0)
  })

  it('that are entries stay while nobody answers, and are shown once they are refused for good', async () => {
    await queueCheck(anEntry('e'))
    const failing = (fail: Error) => ({ post: () => Promise.reject(fail) }) as unknown as ApiClient
    await sendChecks(failing(new NoAnswer('lost')))
    await sendChecks(failing(new Problem(429, 'too_many_requests', 'Later.')))
    expect(drawers.get('checks')!.size).toBe(1)
    await sendChecks(failing(new Problem(422, 'shown_refused', 'It had ended.')))
    expect([drawers.get('checks')!.size, refusedChecks.value.map(({ detail }) => detail)]).toEqual([0, ['It had ended.']])
  })

  it('lose a reading that was a mistake, as long as they are here', async () => {
    await queueCheck({ ...aCheck('a'), temperature: 38.5, anomaly: 'cough' })
    expect([await withoutReading('a'), await withoutReading('b')]).toEqual([true, false])
    expect(drawers.get('checks')!.get('a')).toEqual(aCheck('a'))
  })

  it('are counted', async () => {
    await queueCheck(aCheck('a'))
    expect(waitingChecks.value).toBe(1)
  })

  it('have ids that the API takes and that sort by time', () => {
    expect(checkId()).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
    expect((1e12).toString(36).padStart(9, '0') < Date.now().toString(36).padStart(9, '0')).toBe(true)
  })
})

describe('what a gate carries', () => {
  const AT = Date.parse(made.at)
  const instant = (seconds: number) => new Date(AT + seconds * 1000).toISOString()
  const base = { id: 'base-1', kind: 'base', since: instant(-86_400), until: instant(0), statement: made.base.statement }
  const delta = { id: 'delta-1', kind: 'delta', since: instant(-120), until: instant(900), statement: made.delta.statement }

  function server(lists: object[], items: object[] = [], forged = false, keys: object = made.keys) {
    const asked: string[] = []
    const get = async (path: string) => {
      asked.push(path)
      if (path === '/keys') return keys
      return { items, until: instant(1000), lists }
    }
    const file = async (path: string) => {
      asked.push(path)
      const body = fromBase64url(path.endsWith('base-1') ? made.base.body : made.delta.body)
      return new Blob([forged ? body.slice(1) : body])
    }
    return { api: { get, file } as unknown as ApiClient, asked }
  }

  beforeEach(() => {
    drawers.clear()
    noteInstant(AT, Date.now())
    endedUntil.value = keysAt.value = null
  })

  it('is the keys, the lists, and every id that ended after them', async () => {
    await refreshCarried(server([base, delta], [{ code_id: 'just-now', revoked_at: instant(950) }]).api)
    expect(endedUntil.value).toBe(instant(1000))
    const asked = await Promise.all(['just-now', made.base.ended, 'late1', 'a1b2c3d4e5f60718'].map((id) => hasEnded(carried!, id)))
    expect(asked).toEqual(['yes', 'likely', 'likely', 'no'])
  })

  it('does not fetch a list twice, and asks from where the lists stop', async () => {
    await refreshCarried(server([base]).api)
    const { api, asked } = server([base, delta])
    await refreshCarried(api)
    expect(asked).toEqual(['/keys', `/revocations?since=${encodeURIComponent(instant(0))}`, '/revocations/delta-1'])
  })

  it('says so when a list is missing', async () => {
    await refreshCarried(server([base, { ...delta, since: instant(60) }]).api)
    expect(endedUntil.value).toBeNull()
    expect(isWhole([base, delta])).toBe(true)
  })

  it('takes no list that nobody signed', async () => {
    await expect(refreshCarried(server([base], [], true).api)).rejects.toThrow()
    expect([...drawers.get('gate')!.keys()]).toEqual(['keys'])
  })

  it('believes a key no longer that strangers know, also where the lists that it signed are still given', async () => {
    await refreshCarried(server([base]).api)
    await expect(refreshCarried(server([base], [], false, { keys: [] }).api)).rejects.toThrow()
    expect((await verifyHere(made.live, new Date(AT + 120_000)))?.answer.reason).toBe('unknown_key')
  })

  it('is opened without a list whose key has gone, and knows what it lacks', async () => {
    await refreshCarried(server([base]).api)
    const [{ jwk, kid }] = made.keys.keys as [(typeof made.keys.keys)[number]]
    const key = { ...jwk, kid, use: 'sig', alg: 'ES256', kangma_use: 'health_code', issuer: 'KM', nbf: 0, exp: 4_102_444_800 }
    drawers.get('gate')!.set('keys', { document: { keys: [key] }, at: instant(0) })
    vi.resetModules()
    const anew = await import('../../src/gate/offline/keeper')
    await anew.openCarried()
    expect([anew.carried?.ring.has(kid), anew.carried?.lists, anew.endedUntil.value]).toEqual([true, [], null])
  })

  it('is enough to check a code, and to know one that has ended', async () => {
    await refreshCarried(server([base]).api)
    const good = await verifyHere(made.live, new Date(AT + 120_000))
    expect(good).toMatchObject({ likely: false, answer: { valid: true, colour: 'green', presentation: 'device', live: false } })
    await refreshCarried(server([base], [{ code_id: 'a1b2c3d4e5f60718', revoked_at: instant(10) }]).api)
    expect((await verifyHere(made.live, new Date(AT + 120_000)))?.answer).toMatchObject({ valid: false, reason: 'revoked', colour: null })
  })

  it.each([
    [1, null],
    [60, null],
    [61, 'not_yet_valid'],
  ])('takes a code that was made %d s after its own clock: %s', async (behind, reason) => {
    await refreshCarried(server([base]).api)
    expect((await verifyHere(made.plain, new Date(AT - behind * 1000)))?.answer.reason).toBe(reason)
  })
})
