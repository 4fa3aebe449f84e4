import type { KeyDocument, PublicKey } from '../api/types'

/** What a key signs: a key of one use is believed for no other. */
export type KeyUse = PublicKey['kangma_use']

export interface CodeKey {
  key: CryptoKey
  issuer: string
  /** Unix seconds: believed for what was issued from `notBefore` and expires by `notAfter`. */
  notBefore: number
  notAfter: number
}

/** The keys of one use by their names. */
export type KeyRing = Map<string, CodeKey>

/** The document as it was published before there was a ring for each use: its keys signed everything. Read for one release. */
export interface FormerKeyDocument {
  issuer: string
  keys: { kid: string; alg: string; jwk: Record<string, string>; not_before: string | null; not_after: string | null }[]
}

type PublishedKey = Pick<PublicKey, 'kid' | 'issuer' | 'nbf' | 'exp'> & { kty: string; crv: string; x: string; y: string; alg: string }

const seconds = (instant: string | null, open: number) => (instant ? Date.parse(instant) / 1000 : open)

function published(document: KeyDocument | FormerKeyDocument, use: KeyUse): PublishedKey[] {
  if (!('issuer' in document)) return document.keys.filter((each) => each.kangma_use === use)
  return document.keys.map(({ kid, alg, jwk, not_before, not_after }) => ({
    kid,
    alg,
    kty: jwk.kty ?? '',
    crv: jwk.crv ?? '',
    x: jwk.x ?? '',
    y: jwk.y ?? '',
    issuer: document.issuer,
    nbf: seconds(not_before, -Infinity),
    exp: seconds(not_after, Infinity),
  }))
}

/** The keys that check what `use` names, made ready once. A key of another kind is left out. */
export async function keyRing(document: KeyDocument | FormerKeyDocument, use: KeyUse): Promise<KeyRing> {
  const ring: KeyRing = new Map()
  for (const { kty, crv, x, y, alg, kid, issuer, nbf, exp } of published(document, use)) {
    if (kty !== 'EC' || alg !== 'ES256' || crv !== 'P-256') continue
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
    ring.set(kid, { key, issuer, notBefore: nbf, notAfter: exp })
  }
  return ring
}
