import type { Airport } from '../../../shared/api/types'
import { api } from '../../account/state/account'
import { codesFor } from './cities'

const LEAST = 2
const found = new Map<string, Airport[]>()

async function ask(query: string): Promise<Airport[]> {
  const known = found.get(query.toLowerCase())
  if (known) return known
  const { items } = await api.get(`/airports?q=${encodeURIComponent(query)}&limit=12`, { signedIn: false })
  found.set(query.toLowerCase(), items)
  return items
}

/** Airports by code, English name or city; by the Chinese name of a larger city. Empty for less than two letters. */
export async function searchAirports(query: string): Promise<Airport[]> {
  const tidy = query.normalize('NFKC').trim()
  if (!/[㐀-鿿]/.test(tidy)) return tidy.length < LEAST ? [] : ask(tidy)
  const answers = await Promise.all(codesFor(tidy).map(ask))
  // A code is asked for whole: its own airport comes first.
  return answers.flatMap((items) => items.slice(0, 1))
}
