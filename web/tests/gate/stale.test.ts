import { beforeEach, describe, expect, it, vi } from 'vitest'

const kept = vi.hoisted(() => new Map<string, unknown>())
vi.mock('../../src/shared/storage/database', () => ({
  fetchKept: async (_: string, key: string) => kept.get(key),
  keep: async (_: string, key: string, value: unknown) => void kept.set(key, structuredClone(value)),
  drop: async (_: string, key: string) => void kept.delete(key),
  allKept: async () => [],
  countKept: async () => 0,
  namesKept: async () => [...kept.keys()],
}))

import { refreshCarried } from '../../src/gate/offline/keeper'
import { verifyHere } from '../../src/gate/offline/verify'
import { checkCode, delivered, judged, takeBack, toCompare } from '../../src/gate/state/checks'
import { NOTHING, pending } from '../../src/gate/state/readings'
import type { ApiClient } from '../../src/shared/api/client'
import type { DeliveredCheck } from '../../src/shared/api/types'
import { fromBase64url } from '../../src/shared/codes/bytes'
import { keyRing } from '../../src/shared/codes/keyRing'
import { checkList } from '../../src/shared/codes/revocations'
import { isOld } from '../../src/shared/codes/stale'
import { noteInstant } from '../../src/shared/time/trueTime'
import made from '../fixtures/stale.json'

/** Made by the API's own code with a key that was thrown away; tests/codes/test_stale.py reads it too. */
const AT = Date.parse(made.at)
const HOUR = 3_600_000
const instant = (ms: number) => new Date(AT + ms).toISOString()
const LATER = new Date(AT + 2 * HOUR)

function api(statement: string): ApiClient {
  const list = { id: 'base-1', kind: 'base', since: instant(-24 * HOUR), until: instant(0), statement }
  const get = async (path: string) => (path === '/keys' ? made.keys : { items: [], until: instant(2 * HOUR), lists: [list] })
  return { get, file: async () => new Blob([fromBase64url(made.body)]) } as unknown as ApiClient
}

beforeEach(() => {
  kept.clear()
  noteInstant(AT + 2 * HOUR, Date.now())
})

describe('a statement with stale rules', () => {
  const read = async (statement: string) =>
    (await checkList(statement, fromBase64url(made.body), await keyRing(made.keys as never, 'revocation_list'))).statement.stale

  it('says whose tokens, before when and of which buckets', async () => {
    expect(await read(made.statement)).toEqual([{ issuer: 'KM', ...made.rule }])
  })

  it.each(['without', 'later_form'] as const)('that is %s has none that is known here', async (name) => {
    expect(await read(made[name])).toEqual([])
  })
})

describe('a rule', () => {
  const rule = { issuer: 'KM', before: 100, buckets: [0, 9] }
  const places = (first: number, second: number) => new Uint8Array([first, second, 0, 0, 0, 0, 0, 0])

  it.each([
    ['KM', 99, places(0b1000_0000, 0), true],
    ['KM', 99, places(0, 0b0100_0000), true],
    ['KM', 99, places(0b0111_1111, 0b1011_1111), false],
    ['KM', 99, null, true],
    ['KM', 100, places(255, 255), false],
    ['KM', 100, null, false],
    ['CN', 99, places(255, 255), false],
  ] as const)('of a token of %s of second %d: %o is old: %s', (issuer, issuedAt, set, old) => {
    expect(isOld([rule], { issuer, issuedAt, places: set })).toBe(old)
  })
})

describe('a gate without a network', () => {
  it.each([
    ['met', true],
    ['last', true],
    ['apart', false],
    ['nowhere', false],
    ['without_set', true],
    ['yellow', true],
    ['red', false],
    ['second_before', true],
    ['at_the_instant', false],
  ] as const)('holds the code %s for old: %s', async (name, old) => {
    await refreshCarried(api(made.statement))
    expect(await verifyHere(made.tokens[name], LATER)).toMatchObject({ old, likely: false, answer: { valid: true } })
    await refreshCarried(api(made.without))
    expect((await verifyHere(made.tokens[name], LATER))?.old).toBe(false)
  })

  it('knows the rules again when the page is opened anew', async () => {
    await refreshCarried(api(made.statement))
    vi.resetModules()
    const anew = await import('../../src/gate/offline/verify')
    expect((await anew.verifyHere(made.tokens.met, LATER))?.old).toBe(true)
  })
})

describe('the guard is told of an old code', () => {
  const answer = { valid: true, reason: null, colour: 'green', certification: 'certified', presentation: 'device' } as Parameters<typeof judged>[0]

  it('that it is to be opened again: no colour, and not refused', () => {
    expect(judged(answer, NOTHING, { old: true })).toMatchObject({ verdict: 'old', reasonKey: 'result.what.old' })
    expect(judged(answer, { temperature: 39, anomaly: '' }, { old: true }).verdict).toBe('old')
  })

  it('unless it counts no more anyway, or is a picture', () => {
    expect(judged({ ...answer, valid: false, reason: 'revoked' }, NOTHING, { old: true }).verdict).toBe('invalid')
    expect(judged({ ...answer, presentation: 'stale' }, NOTHING, { old: true }).verdict).toBe('invalid')
  })

  it('until the API says better: neither a late delivery nor a reading that is taken back makes it green', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    await refreshCarried(api(made.statement))
    pending.value = { temperature: 38.5, anomaly: '' }
    const check = await checkCode(made.tokens.met)
    expect([check.verdict, check.source, check.entry, toCompare(check)]).toEqual(['old', 'here', null, ''])
    const said = { id: check.id, status: 'accepted', valid: true, colour: 'green', anomaly: null } as unknown as DeliveredCheck
    delivered(said)
    expect(check.verdict).toBe('old')
    kept.set(check.id, { id: check.id })
    await takeBack(check, '误测')
    expect([check.takenBack, check.verdict]).toEqual([true, 'old'])
    delivered({ ...said, valid: false, reason: 'revoked', colour: null } as unknown as DeliveredCheck)
    expect(check.verdict).toBe('invalid')
  })
})
