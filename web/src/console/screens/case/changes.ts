import type { Case, CaseChange } from './state'

/** What may be done to a case; `edit` its kind and days. */
export type Way = 'release' | 'exclude' | 'withdraw' | 'edit' | 'reopen' | 'died'

const WAYS: Record<Case['status'], readonly Way[]> = {
  open: ['release', 'exclude', 'withdraw', 'edit', 'died'],
  released: ['exclude', 'withdraw', 'edit', 'reopen'],
  excluded: ['reopen', 'withdraw'],
  withdrawn: ['reopen'],
  died: ['withdraw', 'edit'],
}
/** A suspected case is not released: it is excluded, or confirmed first. */
export const waysOf = ({ status, kind }: Case): readonly Way[] => WAYS[status].filter((way) => way !== 'release' || kind !== 'suspected')

export const STATUS_OF: Partial<Record<Way, Case['status']>> = { release: 'released', exclude: 'excluded', withdraw: 'withdrawn', reopen: 'open', died: 'died' }

const FIELDS = ['kind', 'status', 'on', 'onset_on', 'sampled_on', 'isolated_on', 'released_on'] as const
export type Field = (typeof FIELDS)[number]

/** What of a case is another than was looked at, each with both values. */
export const differences = (seen: Case, now: Case): { field: Field; from: string | null; to: string | null }[] =>
  FIELDS.filter((field) => seen[field] !== now[field]).map((field) => ({ field, from: seen[field], to: now[field] }))

/** The days as the request has them: only what was filled in. */
export const filled = <Name extends string>(days: Record<Name, string>): Partial<Record<Name, string>> => Object.fromEntries(Object.entries(days).filter(([, day]) => day)) as Partial<Record<Name, string>>

export type Changing = Omit<CaseChange, 'version' | 'reason'>
