import { code as plainCode } from '../text/kinds'
import * as base45 from './base45'
import type { Bytes } from './bytes'
import { read } from './cbor'
import { type Claims, isHealthCode, readClaims } from './claims'
import { type Sign1, isSigned, takeApart } from './cose'
import { inflate } from './inflate'
import type { CodeKey, KeyRing } from './keyRing'
import { LIVE_PREFIX, type Proof, holdsFor, readLive } from './live'

/** Checking a shown text with no network: the same order of checks and the same reasons as the API's own. */
export type TokenReason =
  | 'malformed'
  | 'bad_signature'
  | 'unknown_key'
  | 'expired'
  | 'not_yet_valid'
  | 'wrong_issuer'
  | 'not_a_health_code'

export interface Checked {
  /** Null when nothing speaks against it. `revoked` is decided elsewhere. */
  reason: TokenReason | null
  /** Filled as soon as the issuer's signature held, so that an expired code still says whose it was. */
  claims: Claims | null
  presentation: 'device' | 'copy' | 'stale' | null
}

export const PREFIX = 'HC1:'
const LONGEST = 9_000
/** Seconds that a live presentation may be old, or ahead, since clocks differ. */
const FRESH = 60

const not = (reason: TokenReason): Checked => ({ reason, claims: null, presentation: null })

/** The COSE bytes within an `HC1:` token. Raises if there are none. */
export async function coseOf(text: string): Promise<Bytes> {
  if (!text.startsWith(PREFIX) || text.length > LONGEST) throw new Error('no HC1 text')
  return inflate(base45.decode(text.slice(PREFIX.length)))
}

/** What a token says, whether or not anybody signed it: for one's own token on one's own phone. */
export const claimsOf = (cose: Bytes): Claims => readClaims(read(takeApart(cose).payload))

/** What the shown `text` is worth at `now`; never raises, whatever the text. */
export async function check(text: string, ring: KeyRing, now: Date): Promise<Checked> {
  const shown = plainCode(text)
  const live = shown.startsWith(LIVE_PREFIX)
  if (!live && !shown.startsWith(PREFIX)) return not(/^HC1L?:/i.test(shown) ? 'malformed' : 'not_a_health_code')
  try {
    if (shown.length > LONGEST) return not('malformed')
    const proof = live ? readLive(shown) : null
    const message = takeApart(proof ? proof.cose : await coseOf(shown))
    const key = ring.get(message.kid)
    if (!key || !(await isSigned(message, key.key))) return not(whyNotSigned(message, key))
    return await judge(message.payload, key, proof, Math.floor(now.getTime() / 1000))
  } catch {
    return not('malformed')
  }
}

function whyNotSigned(message: Sign1, key: CodeKey | undefined): TokenReason {
  if (!isHealthCode(read(message.payload))) return 'not_a_health_code'
  if (!message.kid) return 'malformed'
  return key ? 'bad_signature' : 'unknown_key'
}

async function judge(payload: Bytes, key: CodeKey, proof: Proof | null, now: number): Promise<Checked> {
  const content = read(payload)
  if (!isHealthCode(content)) return not('not_a_health_code')
  const claims = readClaims(content)
  if (claims.issuedAt < key.notBefore || claims.expiresAt > key.notAfter) return not('unknown_key')
  if (proof && !(await holdsFor(proof, claims.device))) return not('bad_signature')
  const presentation = proof ? (Math.abs(now - proof.seconds) <= FRESH ? 'device' : 'stale') : 'copy'
  return { reason: reasonOf(claims, key.issuer, now), claims, presentation }
}

function reasonOf(claims: Claims, issuer: string, now: number): TokenReason | null {
  if (claims.issuer !== issuer) return 'wrong_issuer'
  if (now < claims.issuedAt) return 'not_yet_valid'
  return now > claims.expiresAt ? 'expired' : null
}
