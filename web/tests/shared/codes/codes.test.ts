import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import * as base45 from '../../../src/shared/codes/base45'
import { ascii, fromBase64url, same, sha256, toBase64url } from '../../../src/shared/codes/bytes'
import { read, write } from '../../../src/shared/codes/cbor'
import { bindingProof, newDeviceKey, publicHalf, sign, verify } from '../../../src/shared/codes/deviceKey'
import { inflate } from '../../../src/shared/codes/inflate'
import { keyRing } from '../../../src/shared/codes/keyRing'
import { readLive, show } from '../../../src/shared/codes/live'
import { RevokedList, checkList } from '../../../src/shared/codes/revocations'
import { check, claimsOf, coseOf } from '../../../src/shared/codes/token'
import made from '../../fixtures/codes.json'

/** Made by the API's own code with a key that was thrown away. */
const AT = new Date(made.at)
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000)
const ring = await keyRing(made.keys)

describe('a shown text, checked with no network', () => {
  it.each([
    ['plain', null, 'copy'],
    ['deflated', null, 'copy'],
    ['bound', null, 'copy'],
    ['live', null, 'device'],
    ['red', null, 'copy'],
    ['live_by_stranger', 'bad_signature', null],
    ['live_of_unbound', 'bad_signature', null],
    ['other_key', 'unknown_key', null],
    ['other_issuer', 'wrong_issuer', 'copy'],
    ['tampered', 'bad_signature', null],
    ['eu', 'not_a_health_code', null],
  ] as const)('%s: %s, %s', async (name, reason, presentation) => {
    const checked = await check(made[name], ring, later(120))
    expect([checked.reason, checked.presentation]).toEqual([reason, presentation])
  })

  it('says whose it is', async () => {
    const { claims } = await check(made.red, ring, later(1))
    expect(claims).toMatchObject({ scheme: 'international', colour: 'red', certification: 'pending', nameMasked: 'A***', last4: '1234' })
  })

  it.each([
    [-1, 'not_yet_valid'],
    [0, null],
    [86_400, null],
    [86_401, 'expired'],
  ])('%d s after it was issued: %s', async (seconds, reason) => {
    expect((await check(made.plain, ring, later(seconds))).reason).toBe(reason)
  })

  it.each([
    [39, 'stale'],
    [40, 'device'],
    [160, 'device'],
    [161, 'stale'],
  ])('shown at 100 s and read at %d s is %s', async (seconds, presentation) => {
    expect((await check(made.live, ring, later(seconds))).presentation).toBe(presentation)
  })

  it.each([
    ['', 'not_a_health_code'],
    ['https://example.org', 'not_a_health_code'],
    ['HC1:', 'malformed'],
    ['hc1:ABC', 'malformed'],
    [made.plain.slice(0, -3), 'malformed'],
    [made.plain.toLowerCase(), 'malformed'],
    [`HC1L:${made.plain.slice(4)}`, 'malformed'],
    [`HC1:${'A'.repeat(10_000)}`, 'malformed'],
  ])('%s is %s', async (text, reason) => {
    expect((await check(text, ring, AT)).reason).toBe(reason)
  })

  it('never raises for a changed letter, and never calls it good', async () => {
    for (let at = 4; at < made.live.length; at += 7) {
      const bent = made.live.slice(0, at) + (made.live[at] === 'A' ? 'B' : 'A') + made.live.slice(at + 1)
      expect((await check(bent, ring, later(120))).reason).not.toBeNull()
    }
  })

  it('counts a key only for the life that it covers', async () => {
    const [only] = made.keys.keys
    const short = await keyRing({ issuer: 'KM', keys: [{ ...only!, not_after: later(3600).toISOString() }] })
    expect((await check(made.plain, short, later(1))).reason).toBe('unknown_key')
  })
})

describe('inflating', () => {
  it('stops at a stream that grows too far, goes on or breaks off', async () => {
    const packed = (data: Uint8Array) => new Uint8Array(deflateSync(data))
    expect(await inflate(packed(ascii('good')))).toEqual(ascii('good'))
    await expect(inflate(packed(new Uint8Array(20_000)))).rejects.toThrow()
    await expect(inflate(packed(ascii('cut')).slice(0, -2))).rejects.toThrow()
  })
})

describe('a phone', () => {
  it('is named as the API names it', async () => {
    const key = await crypto.subtle.importKey('jwk', made.phone.jwk, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])
    const half = await publicHalf(key)
    expect(half.jwkThumbprint).toBe(made.phone.jwk_thumbprint)
    expect(toBase64url(half.thumbprint)).toBe(made.phone.thumbprint)
    expect(same(claimsOf(await coseOf(made.bound)).device!, half.thumbprint)).toBe(true)
  })

  it('never gives its private half away', async () => {
    const pair = await newDeviceKey()
    await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow()
  })

  it('shows what it signs, in the form that is read', async () => {
    const pair = await newDeviceKey()
    const { xy } = await publicHalf(pair.publicKey)
    const text = await show(await coseOf(made.bound), 1_584_000_100, xy, (message) => sign(pair.privateKey, message))
    const proof = readLive(text)
    expect([text.slice(0, 5), proof.seconds, same(proof.xy, xy)]).toEqual(['HC1L:', 1_584_000_100, true])
    // The token is another phone's.
    expect((await check(text, ring, later(120))).reason).toBe('bad_signature')
  })

  it('proves person, session and time when it is bound', async () => {
    const pair = await newDeviceKey()
    const raw = fromBase64url(await bindingProof(pair.privateKey, 'p1', 's1', AT))
    const { xy } = await publicHalf(pair.publicKey)
    const signed = Uint8Array.from([...ascii('kangma.device.1\0p1\0s1\0'), ...raw.slice(0, 8)])
    expect(raw.length).toBe(72)
    expect(new DataView(raw.buffer).getBigUint64(0)).toBe(BigInt(AT.getTime() / 1000))
    expect(await verify(xy, signed, raw.slice(8))).toBe(true)
  })
})

describe('the list of ended codes', () => {
  const body = fromBase64url(made.base.body)
  const asked = async (list: RevokedList, id: string) => list.has(await sha256(ascii(id)))

  it('has every ended id and hardly any other', async () => {
    const { list, statement } = await checkList(made.base.statement, body, ring)
    expect(statement).toMatchObject({ kind: 'base', since: made.base.since, until: made.base.until, count: 1001 })
    for (let n = 0; n < 1000; n += 37) expect(await asked(list, `ended${String(n).padStart(5, '0')}`)).toBe(true)
    let mistakes = 0
    for (let n = 0; n < 3000; n += 1) mistakes += Number(await asked(list, `other${n}`))
    expect(mistakes).toBeLessThanOrEqual(2)
  })

  it('comes in pieces too', async () => {
    const { list } = await checkList(made.delta.statement, fromBase64url(made.delta.body), ring)
    expect([await asked(list, 'late1'), await asked(list, 'late2')]).toEqual([true, false])
  })

  it('counts only as it was signed', async () => {
    const bent = body.slice()
    bent[bent.length - 1]! ^= 1
    await expect(checkList(made.base.statement, bent, ring)).rejects.toThrow()
    await expect(checkList(made.delta.statement, body, ring)).rejects.toThrow()
    await expect(checkList(made.base.statement, body, { ...ring, issuer: 'XX' })).rejects.toThrow()
    expect(() => new RevokedList(ascii('KRL1'))).toThrow()
  })
})

describe('the alphabets', () => {
  it('Base45 is that of the standard', () => {
    expect(base45.encode(ascii('Hello!!'))).toBe('%69 VD92EX0')
    expect(base45.decode('QED8WEX0')).toEqual(ascii('ietf!'))
    for (const wrong of ['A', ':::', 'GGW', 'a00', '::']) expect(() => base45.decode(wrong)).toThrow()
  })

  it('CBOR is read as it was written, and nothing is left over', () => {
    const item = [0, 23, 24, 255, 256, 65_536, 1_584_000_100, 5_000_000_000, 'é', Uint8Array.of(1, 2)]
    expect(read(write(item))).toEqual(item)
    for (const wrong of ['', '0000', '9f', 'a200000001', '5a00ffffff', 'f8', '1c', 'a1f500']) {
      expect(() => read(Uint8Array.from(wrong.match(/../g) ?? [], (pair) => parseInt(pair, 16)))).toThrow()
    }
  })
})
