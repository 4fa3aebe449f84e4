import { type Bytes, ascii, fromBase64url, same, sha256 } from './bytes'
import { read } from './cbor'
import { isSigned, takeApart } from './cose'
import type { KeyRing } from './keyRing'
import { type StaleRule, readRules } from './stale'

/**
 * The list of ended code ids that a gate carries (docs/decisions/009-revocations.md): a body of Rice-coded buckets
 * that stays as it came and is asked a bucket at a time, and a signed statement of what the body is.
 */
export interface Statement {
  kind: 'base' | 'delta'
  /** Unix seconds: ended after `since`, through `until`. */
  since: number
  until: number
  count: number
  /** What stands for ended codes that no list has. */
  stale: StaleRule[]
}

const HEAD = 16
const LIST = -65_801

export class RevokedList {
  private readonly view: DataView
  private readonly precision: number
  private readonly buckets: number
  private readonly ends: Uint32Array
  readonly count: number

  /** Raises for what is no list. */
  constructor(private readonly body: Bytes) {
    this.view = new DataView(body.buffer, body.byteOffset, body.byteLength)
    if (body.length < HEAD || !same(body.subarray(0, 4), ascii('KRL1'))) throw new Error('no revocation list')
    this.precision = body[4]!
    this.buckets = this.view.getUint32(8)
    this.count = this.view.getUint32(12)
    const start = HEAD + 2 * this.buckets
    if (this.precision < 8 || this.precision > 26 || !this.buckets || body.length < start) throw new Error('no revocation list')
    this.ends = new Uint32Array(this.buckets + 1)
    this.ends[0] = start
    for (let at = 0; at < this.buckets; at += 1) this.ends[at + 1] = this.ends[at]! + this.view.getUint16(HEAD + 2 * at)
    if (this.ends[this.buckets] !== body.length) throw new Error('a revocation list of another length')
  }

  /** Whether the list has the id of this hash (the SHA-256 of the id); by mistake once in 2**precision. */
  has(hash: Bytes): boolean {
    const view = new DataView(hash.buffer, hash.byteOffset, 8)
    // Below 2**53: no bucket number is as large as 2**21 for any list that fits in a phone.
    const bucket = Math.floor((view.getUint32(0) * this.buckets) / 4_294_967_296)
    return this.holds(bucket, view.getUint32(4) >>> (26 - this.precision))
  }

  private holds(bucket: number, wanted: number): boolean {
    const bits = new Bits(this.body.subarray(this.ends[bucket]!, this.ends[bucket + 1]!))
    let value = 0
    while (bits.left > this.precision) {
      const ones = bits.ones()
      if (bits.left < this.precision) return false
      value += ones * 2 ** this.precision + bits.number(this.precision)
      if (value >= wanted) return value === wanted
    }
    return false
  }
}

class Bits {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length * 8 - this.at
  }

  private next(): number {
    const bit = (this.bytes[this.at >> 3]! >> (7 - (this.at & 7))) & 1
    this.at += 1
    return bit
  }

  /** How many ones stand before the next zero, which is passed too. */
  ones(): number {
    let count = 0
    while (this.left > 0 && this.next()) count += 1
    return count
  }

  number(width: number): number {
    let value = 0
    for (let count = 0; count < width; count += 1) value = value * 2 + this.next()
    return value
  }
}

/** Raises unless the issuer signed exactly this body. `signed` is base64url, as the API lists it. */
export async function checkList(signed: string, body: Bytes, ring: KeyRing): Promise<{ statement: Statement; list: RevokedList }> {
  const message = takeApart(fromBase64url(signed))
  const key = ring.get(message.kid)
  if (!key || !(await isSigned(message, key.key))) throw new Error('not signed by a key of ours')
  const claims = read(message.payload)
  const said = claims instanceof Map ? claims.get(LIST) : null
  if (!(claims instanceof Map) || !(said instanceof Map)) throw new Error('no statement of a revocation list')
  const madeAt = Number(claims.get(6))
  if (!(madeAt >= key.notBefore && madeAt <= key.notAfter)) throw new Error('not signed in the time of its key')
  const digest = said.get(6)
  if (claims.get(1) !== key.issuer || !(digest instanceof Uint8Array) || !same(digest, await sha256(body))) {
    throw new Error('not the list that was signed')
  }
  const list = new RevokedList(body)
  const statement: Statement = {
    kind: said.get(0) === 0 ? 'base' : 'delta',
    since: Number(said.get(1)),
    until: Number(said.get(2)),
    count: list.count,
    stale: readRules(said.get(7), key.issuer),
  }
  return { statement, list }
}
