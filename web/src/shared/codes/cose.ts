import { type Bytes, ascii, concat, toBase64url } from './bytes'
import { type Item, Tagged, read, write } from './cbor'

/** COSE_Sign1 (RFC 9052) with ES256, as much of it as codes need: taking apart and verifying. */
export interface Sign1 {
  protected: Bytes
  payload: Bytes
  signature: Bytes
  /** The key that a protected header names, base64url; empty if none does. */
  kid: string
  algorithm: Item
}

const ES256 = -7
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' }
const TAGS = new Set([18, 61])
const FRAME = concat(Uint8Array.of(0x84, 0x6a), ascii('Signature1'))

/** Raises for what is no COSE_Sign1; nothing is verified. */
export function takeApart(data: Bytes): Sign1 {
  let item = read(data)
  const tags: number[] = []
  while (item instanceof Tagged) {
    tags.push(item.tag)
    item = item.content
  }
  if (!Array.isArray(item) || item.length !== 4 || !tags.every((tag) => TAGS.has(tag))) throw new Error('no COSE_Sign1')
  const [header, open, payload, signature] = item
  if (!(header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array)) {
    throw new Error('no COSE_Sign1')
  }
  const plain = tags.length === 1 && tags[0] === 18 && open instanceof Map && open.size === 0
  // Only a header that the signature covers names a key.
  const named = plain ? read(header) : null
  const kid = named instanceof Map ? named.get(4) : undefined
  const known = kid instanceof Uint8Array
  return {
    protected: header,
    payload,
    signature,
    kid: known ? toBase64url(kid) : '',
    algorithm: known && named instanceof Map ? (named.get(1) ?? null) : null,
  }
}

/** Whether `key` signed the message, with the algorithm that the message names. */
export async function isSigned(message: Sign1, key: CryptoKey): Promise<boolean> {
  if (message.algorithm !== ES256 || message.signature.length !== 64) return false
  const signed = concat(FRAME, write(message.protected), Uint8Array.of(0x40), write(message.payload))
  return crypto.subtle.verify(ECDSA, key, message.signature, signed)
}
