import type { Person } from '../../../shared/api/types'
import type { PriorRegistration } from '../../../shared/api/generated'
import { api } from '../../account/state/account'

/** What another code had of somebody; null where nothing is offered. Only who is certified for the document is asked about. */
export async function offeredTo(person: Pick<Person, 'id' | 'certification'>): Promise<PriorRegistration | null> {
  if (person.certification !== 'certified') return null
  return (await api.get(`/people/${person.id}/prior`)).prior
}

/** Takes it over, or leaves it: it is gone either way. */
export async function answer(personId: string, confirmed: boolean): Promise<void> {
  await api.request('PUT', `/people/${personId}/prior`, { body: { confirmed } })
}

export interface PriorLine {
  field: 'residence' | 'address'
  text: string
  /** What this code has in its place, where that is something else. */
  now: string
}

/** The lines of a registration: what it has, and what it would replace. `placeOf` says a region's code in words. */
export async function linesOf(
  prior: PriorRegistration,
  residence: string | null | undefined,
  placeOf: (code: string) => Promise<string>,
): Promise<PriorLine[]> {
  const named = (code: string): Promise<string> => placeOf(code).catch(() => code)
  const lines: PriorLine[] = []
  if (prior.residence) {
    const other = residence && residence !== prior.residence
    lines.push({ field: 'residence', text: await named(prior.residence), now: other ? await named(residence) : '' })
  }
  if (prior.address) lines.push({ field: 'address', text: prior.address, now: '' })
  return lines
}
