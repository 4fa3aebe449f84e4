import type { KeyDocument } from '../api/types'

export interface CodeKey {
  key: CryptoKey
  /** Unix seconds. */
  notBefore: number
  notAfter: number
}

export interface KeyRing {
  issuer: string
  keys: Map<string, CodeKey>
}

const seconds = (instant: string | null, open: number) => (instant ? Date.parse(instant) / 1000 : open)

/** The keys that check codes, made ready once. A key of another kind is left out. */
export async function keyRing(document: KeyDocument): Promise<KeyRing> {
  const keys = new Map<string, CodeKey>()
  for (const each of document.keys) {
    const { kty, crv, x, y } = each.jwk
    if (each.alg !== 'ES256' || crv !== 'P-256') continue
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    keys.set(each.kid, { key, notBefore: seconds(each.not_before, -Infinity), notAfter: seconds(each.not_after, Infinity) })
  }
  return { issuer: document.issuer, keys }
}
