import type { HealthCode, Person } from '../../../shared/api/types'
import { isTraveller } from './journey'

export const MOST_DEPENDANTS = 10

/** What filing for others asks of the filer; each is true, false, or null while it is not known. */
export interface FilerRules {
  entered: boolean
  certified: boolean | null
  declared: boolean | null
  room: boolean
}

/**
 * Whether the account's own person may file for another (domain: Proxy). `code` is that person's: international
 * where they travel, and then at most 24 h old.
 */
export function filerRules(own: Person | undefined, code: HealthCode | undefined, dependants: number, now: Date): FilerRules {
  return {
    entered: own !== undefined,
    certified: own ? own.entry !== 'passport' && own.certification === 'certified' : null,
    declared: own && code ? declaredLately(own, code, now) : own ? null : false,
    room: dependants < MOST_DEPENDANTS,
  }
}

function declaredLately(own: Person, code: HealthCode, now: Date): boolean {
  if (!code.colour) return false
  if (!isTraveller(own)) return true
  const until = code.streak?.next_due_at
  return Boolean(until && !code.expired && Date.parse(until) >= now.getTime())
}

/** Which sentence tells the filer to declare first: their last one is too old, or there has been none. */
export const undeclaredReason = (code: HealthCode | undefined): 'declaredLately' | 'declared' =>
  code?.scheme === 'international' && code.colour ? 'declaredLately' : 'declared'

export const mayFile = (rules: FilerRules): boolean => rules.entered && rules.certified !== false && rules.declared !== false && rules.room
