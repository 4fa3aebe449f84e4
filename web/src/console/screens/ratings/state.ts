import type { components } from '../../../shared/api/generated'
import { addDays } from '../../../shared/time/dates'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Rating = Schemas['Rating']
export type RegionRisk = Schemas['RegionRisk']
export type Proposal = Schemas['Proposal']
export type ListName = Schemas['ListName']
export type Level = Rating['level']
export type Touches = Schemas['Touches']

export const LEVELS: readonly Level[] = ['low', 'medium', 'high', 'key']

/** What is said of a region: its level from a day on, until a day or further notice. */
export interface Wanted {
  level: Level
  from: string
  until: string
  area: string
  reason: string
}

const bodyOf = ({ level, from, until, area, reason }: Wanted) => ({ level, from, until: until || null, area: area.trim() || null, reason: reason.trim() || null })

/** How many people it would touch, estimated from counters. */
export async function preview(region: string, { level, from, until }: Wanted): Promise<Touches> {
  return (await api.post('/ratings/preview', { region, level, from, until: until || null, withdrawn: false }, { repeatable: true })).touches
}

/** In force at once where it makes nobody worse, else a proposal that waits. */
export function rate(region: string, wanted: Wanted): Promise<Proposal> {
  const body = bodyOf(wanted)
  return sendOnce(`rate.${region}`, body, (key) => api.put(`/regions/${region}/risk`, body, { key }))
}

export function correct(rating: string, { level, from, until, reason }: Wanted): Promise<Proposal> {
  const body = { level, from, until: until || null, reason: reason.trim() }
  return sendOnce(`correct.${rating}`, body, (key) => api.post(`/ratings/${rating}/correction`, body, { key }))
}

export function withdraw(rating: string, reason: string): Promise<Proposal> {
  const body = { reason: reason.trim() }
  return sendOnce(`withdraw.${rating}`, body, (key) => api.post(`/ratings/${rating}/withdrawal`, body, { key }))
}

/** What a name of the national list means, for ever; `ignore` for no region. */
export function mean(name: string, code: string, reason: string): Promise<Proposal> {
  const body = { name, code, reason: reason.trim() || null }
  return sendOnce(`name.${name.length}.${code}`, body, (key) => api.post('/ratings/names', body, { key }))
}

export interface StripDay {
  day: string
  level: Level | null
}
const BACK = 27

/** The last four weeks of a region, a day each; asked for by the day, which is what the API answers. */
export async function strip(region: string, today: string): Promise<StripDay[]> {
  const days = Array.from({ length: BACK + 1 }, (_, back) => addDays(today, back - BACK))
  const answers: StripDay[] = []
  // A few at a time: a page of staff is not to take the room of residents.
  for (let at = 0; at < days.length; at += 7) {
    const week = days.slice(at, at + 7)
    answers.push(...(await Promise.all(week.map(async (day) => ({ day, level: (await api.get(`/regions/${region}/risk?on=${day}`)).level })))))
  }
  return answers
}
