import type { Bytes } from './bytes'
import type { Item } from './cbor'
import type { Claims } from './claims'

/**
 * The stale rule (docs/decisions/125-stale-rule.md): in a mass event the list says which tokens are too old, instead of
 * naming every ended code. A token issued before an instant, whose set of 64 bits meets one of the buckets, is to be
 * opened again.
 */
export interface StaleRule {
  /** Whose tokens it is about. */
  issuer: string
  /** Unix seconds. */
  before: number
  buckets: number[]
}

export const SET_BYTES = 8
/** The form of rules that is known here: of later ones nothing is read. */
const FORM = 1

/** The rules of a statement; none where it has none. Raises for what are no rules. */
export function readRules(said: Item | undefined, issuer: string): StaleRule[] {
  if (said === undefined) return []
  if (!(said instanceof Map)) throw new Error('no stale rules')
  const rules = said.get(FORM) ?? []
  if (!Array.isArray(rules)) throw new Error('no stale rules')
  return rules.map((each) => ruleOf(each, issuer))
}

function ruleOf(said: Item, issuer: string): StaleRule {
  const [before, buckets] = Array.isArray(said) ? said : []
  if (typeof before !== 'number' || !Array.isArray(buckets) || !buckets.every(isBucket)) throw new Error('no stale rule')
  return { issuer, before, buckets }
}

const isBucket = (each: Item): each is number => typeof each === 'number' && Number.isInteger(each) && each >= 0 && each < 8 * SET_BYTES

/** Whether a set has a bucket; bucket 0 is the highest bit of the first byte. */
const has = (places: Bytes, bucket: number): boolean => ((places[bucket >> 3]! >> (7 - (bucket & 7))) & 1) === 1

/** Whether a rule says that a token is too old. One without a set, made before there was any, is wherever its age is. */
export function isOld(rules: StaleRule[], { issuer, issuedAt, places }: Pick<Claims, 'issuer' | 'issuedAt' | 'places'>): boolean {
  const older = rules.filter((rule) => rule.issuer === issuer && issuedAt < rule.before)
  return older.some(({ buckets }) => places === null || buckets.some((bucket) => has(places, bucket)))
}
