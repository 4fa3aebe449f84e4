import type { Verification } from '../../shared/api/types'
import type { KeyRing } from '../../shared/codes/keyRing'
import { isOld } from '../../shared/codes/stale'
import { type Checked, check } from '../../shared/codes/token'
import { trueNow } from '../../shared/time/trueTime'
import { carried, hasEnded, openCarried } from './keeper'

/**
 * The verdict of this phone alone. `likely`: a list with rare mistakes says that the code has ended. `old`: its person
 * may have been coloured since it was opened, and it is to be opened again.
 */
export interface LocalVerdict {
  answer: Verification
  likely: boolean
  old: boolean
}

/** By so many seconds this phone's clock, as far as it knows it, may be behind: a code made just now is not of the future. */
const BEHIND = 60

const instant = (seconds: number | undefined) => (seconds === undefined ? null : new Date(seconds * 1000).toISOString())

function answerTo(checked: Checked, reason: Verification['reason'], now: Date): Verification {
  const { claims } = checked
  return {
    valid: reason === null,
    reason,
    colour: reason === null ? (claims?.colour ?? null) : null,
    certification: reason === null ? (claims?.certification ?? null) : null,
    name_masked: claims?.nameMasked ?? null,
    document_last4: claims?.last4 ?? null,
    scheme: reason === null ? (claims?.scheme ?? null) : null,
    issued_at: instant(claims?.issuedAt),
    expires_at: instant(claims?.expiresAt),
    checked_at: now.toISOString(),
    live: false,
    presentation: checked.presentation,
  }
}

async function checkedAt(text: string, ring: KeyRing, now: Date): Promise<Checked> {
  const checked = await check(text, ring, now)
  const issued = new Date((checked.claims?.issuedAt ?? 0) * 1000)
  if (checked.reason !== 'not_yet_valid' || issued.getTime() - now.getTime() > BEHIND * 1000) return checked
  return check(text, ring, issued)
}

/** Checks a text with what is carried; null when this phone has never had a network to get the keys by. */
export async function verifyHere(text: string, now: Date = trueNow()): Promise<LocalVerdict | null> {
  await openCarried().catch(() => undefined)
  if (!carried) return null
  const checked = await checkedAt(text, carried.ring, now)
  if (checked.reason || !checked.claims) return { answer: answerTo(checked, checked.reason, now), likely: false, old: false }
  const ended = await hasEnded(carried, checked.claims.codeId)
  // Nothing is graver than red: such a code stays what it is.
  const old = ended === 'no' && checked.claims.colour !== 'red' && isOld(carried.stale, checked.claims)
  return { answer: answerTo(checked, ended === 'no' ? null : 'revoked', now), likely: ended === 'likely', old }
}
