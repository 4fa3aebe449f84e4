import { type Bytes, ascii, concat, fromBase64url, secondsAsBytes, sha256, toBase64url } from './bytes'

/** A phone's own key pair (P-256) by its public half: x‖y, and the two names that the API and tokens call it by. */
export interface PublicHalf {
  xy: Bytes
  jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  /** RFC 7638, base64url: what the API asks for. */
  jwkThumbprint: string
  /** RFC 9679: what a token is bound to. */
  thumbprint: Bytes
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const ECDSA = { name: 'ECDSA', hash: 'SHA-256' }

/** A key that never leaves this browser: not even the page can read its private half. */
export function newDeviceKey(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])
}

/** The COSE key thumbprint: SHA-256 over the deterministic {1: 2, -1: 1, -2: x, -3: y}. */
export function coseThumbprint(xy: Bytes): Promise<Bytes> {
  const head = Uint8Array.of(0xa4, 1, 2, 0x20, 1, 0x21, 0x58, 0x20)
  return sha256(concat(head, xy.subarray(0, 32), Uint8Array.of(0x22, 0x58, 0x20), xy.subarray(32)))
}

export async function publicHalf(key: CryptoKey): Promise<PublicHalf> {
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', key)
  const canonical = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`
  const xy = concat(fromBase64url(x), fromBase64url(y))
  return {
    xy,
    jwk: { kty: 'EC', crv: 'P-256', x, y },
    jwkThumbprint: toBase64url(await sha256(ascii(canonical))),
    thumbprint: await coseThumbprint(xy),
  }
}

export async function sign(key: CryptoKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(ECDSA, key, message))
}

export async function verify(xy: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const point = concat(Uint8Array.of(4), xy)
  try {
    const key = await crypto.subtle.importKey('raw', point, CURVE, false, ['verify'])
    return await crypto.subtle.verify(ECDSA, key, signature, message)
  } catch {
    // A point that is not on the curve.
    return false
  }
}

/** What binds a phone to a person: purpose, person, session and time, signed (docs/decisions/008-device-keys.md). */
export async function bindingProof(key: CryptoKey, personId: string, sessionId: string, now: Date): Promise<string> {
  const zero = Uint8Array.of(0)
  const seconds = secondsAsBytes(Math.floor(now.getTime() / 1000))
  const words = [ascii('kangma.device.1'), zero, ascii(personId), zero, ascii(sessionId), zero, seconds]
  return toBase64url(concat(seconds, await sign(key, concat(...words))))
}
