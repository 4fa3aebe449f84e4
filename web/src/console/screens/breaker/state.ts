import { type Ref, ref } from 'vue'
import { type Pages, usePages } from '../../../shared/api/usePages'
import type { components } from '../../../shared/api/generated'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type OpenBreaker = Schemas['OpenBreaker']
export type CountyRates = Schemas['CountyRates']
export type Released = Schemas['BreakerReleased']
export type Numbers = Schemas['BreakerNumbers']
export type Proposal = Schemas['Proposal']
export type HeldFact = Schemas['HeldFact'] & { id: string }

/** What is held where it is too much; cases are only alarmed. */
export const HELD_KINDS = ['contact', 'designation'] as const

export const fetchRates = (county: string): Promise<CountyRates> => api.get(`/breaker/${county}/rates`)

const HOUR = 3_600_000
/** The hours of the last two days up to now, in UTC as the API names them. */
export function hoursUntil(now: Date, count = 48): string[] {
  const last = Math.floor(now.getTime() / HOUR) * HOUR
  return Array.from({ length: count }, (_, back) => `${new Date(last - (count - 1 - back) * HOUR).toISOString().slice(0, 13)}:00Z`)
}

/** A value for each of these hours; in those that the API leaves out nobody turned. */
export function lineOf(hours: readonly { hour: string; people: number }[], times: readonly string[]): number[] {
  const known = new Map(hours.map(({ hour, people }) => [hour, people]))
  return times.map((time) => known.get(time) ?? 0)
}

/** The number from which on something is held: the least of the kinds that are held. */
export const limitOf = ({ kinds }: CountyRates): number | null => {
  const limits = kinds.filter(({ is_held }) => is_held).map(({ limit }) => limit)
  return limits.length ? Math.min(...limits) : null
}

export interface HeldPages extends Pages<HeldFact> {
  logins: Ref<Record<string, string>>
}

export function useHeld(county: string, kind: string): HeldPages {
  const logins = ref<Record<string, string>>({})
  const pages = usePages<HeldFact>(async (cursor) => {
    const page = await api.get(`/breaker/${county}/${kind}/held?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    logins.value = { ...logins.value, ...page.logins }
    return { items: page.items.map((each) => ({ ...each, id: each.subject })), next_cursor: page.next_cursor }
  })
  return { ...pages, logins }
}

/** Lets go of all that is held of a kind: it takes effect from now on. */
export function release(county: string, kind: string, reason: string): Promise<Released> {
  const body = { reason: reason.trim() }
  return sendOnce(`release.${county}.${kind}`, body, (key) => api.post(`/breaker/${county}/${kind}/release`, body, { key }))
}

/** The numbers in the order in which they are read, with the least and the most that each may be. */
export const NUMBERS = [
  { name: 'counted', least: 1, most: 1_000_000_000 },
  { name: 'county_per_mille', least: 1, most: 1_000 },
  { name: 'county_least', least: 1, most: 1_000_000_000 },
  { name: 'simulated', least: 1, most: 1_000_000_000 },
  { name: 'dry_run_hours', least: 1, most: 72 },
  { name: 'cooled', least: 1, most: 1_000_000_000 },
  { name: 'cooling_minutes', least: 0, most: 1_440 },
  { name: 'held_over', least: 1, most: 1_000_000_000 },
  { name: 'held_times', least: 1, most: 1_000 },
  { name: 'median_days', least: 1, most: 60 },
] as const
export type NumberName = (typeof NUMBERS)[number]['name']
export type Typed = Record<NumberName, string>

export const typedOf = (numbers: Numbers): Typed => Object.fromEntries(NUMBERS.map(({ name }) => [name, String(numbers[name])])) as Typed

/** Those typed that are no number, or beyond what they may be. */
export const wrongOf = (typed: Typed): NumberName[] =>
  NUMBERS.filter(({ name, least, most }) => !/^\d{1,10}$/.test(typed[name].trim()) || Number(typed[name]) < least || Number(typed[name]) > most).map(({ name }) => name)

export const changedOf = (typed: Typed, numbers: Numbers): NumberName[] => NUMBERS.map(({ name }) => name).filter((name) => Number(typed[name]) !== numbers[name])

/** Proposes other numbers: two supervisors of the whole country agree to them. */
export function proposeNumbers(typed: Typed, reason: string): Promise<Proposal> {
  const numbers = Object.fromEntries(NUMBERS.map(({ name }) => [name, Number(typed[name])])) as Record<NumberName, number>
  const body = { ...numbers, reason: reason.trim() }
  return sendOnce('breaker.numbers', body, (key) => api.put('/breaker/numbers', body, { key }))
}
