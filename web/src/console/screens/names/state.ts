import { api } from '../../state/staff'
import type { components } from '../../../shared/api/generated'

export type NameMatch = components['schemas']['NameMatch']
export type Outcome = 'same' | 'other'

/** The first comparison that waits for this office beside one; null where none does. */
export async function nextBeside(id: string): Promise<string | null> {
  const { items } = await api.get('/name-matches?limit=2')
  return items.find((each) => each.id !== id)?.id ?? null
}

/** Whether a hand of these roles may decide: past its deadline only a supervisor's. */
export const mayDecide = ({ status, escalated }: NameMatch, roles: readonly string[]): boolean => status === 'waiting' && (!escalated || roles.includes('supervisor'))

/** How many facts of each kind wait. */
export function factsOf({ facts }: NameMatch): { kind: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { kind } of facts) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind, count }))
}
