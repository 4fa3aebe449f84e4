import * as base45 from './base45'
import { type Bytes, concat, same, secondsAsBytes, sha256 } from './bytes'
import { read, write } from './cbor'
import { coseThumbprint, verify } from './deviceKey'

/**
 * A phone proves each half minute that it holds the key its token is bound to: `HC1L:` + Base45 of CBOR [token COSE,
 * unix seconds, device x‖y, ES256 signature r‖s], signed over SHA-256(token COSE)‖seconds as eight bytes.
 */
export const LIVE_PREFIX = 'HC1L:'

export interface Proof {
  cose: Bytes
  seconds: number
  xy: Bytes
  signature: Bytes
}

async function signedBytes(cose: Bytes, seconds: number): Promise<Bytes> {
  return concat(await sha256(cose), secondsAsBytes(seconds))
}

/** The text to show. `sign` is the phone's key at work. */
export async function show(cose: Bytes, seconds: number, xy: Bytes, sign: (message: Bytes) => Promise<Bytes>): Promise<string> {
  const signature = await sign(await signedBytes(cose, seconds))
  return LIVE_PREFIX + base45.encode(write([cose, seconds, xy, signature]))
}

/** Raises for what is no live presentation; nothing is verified. */
export function readLive(text: string): Proof {
  const item = read(base45.decode(text.slice(LIVE_PREFIX.length)))
  if (!Array.isArray(item) || item.length !== 4) throw new Error('no live presentation')
  const [cose, seconds, xy, signature] = item
  const sound = cose instanceof Uint8Array && xy instanceof Uint8Array && signature instanceof Uint8Array
  if (!sound || typeof seconds !== 'number' || seconds < 0 || xy.length !== 64 || signature.length !== 64) {
    throw new Error('no live presentation')
  }
  return { cose, seconds, xy, signature }
}

/** Whether the phone that the token is bound to signed this; for an unbound token nobody did. */
export async function holdsFor(proof: Proof, device: Bytes | null): Promise<boolean> {
  if (!device || !same(await coseThumbprint(proof.xy), device)) return false
  return verify(proof.xy, await signedBytes(proof.cose, proof.seconds), proof.signature)
}
