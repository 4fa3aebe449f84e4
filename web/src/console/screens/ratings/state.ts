import type { components } from '../../../shared/api/generated'
import { openProposals } from '../../parts/openProposals'
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

export type Periods = Schemas['RatedPeriods']
export type Period = Periods['items'][number]
export type StripDay = Periods['days'][number]

/** What waits for a second person about a region itself, what lapses first in front; none for whoever may not see it. */
export async function pendingOf(region: string): Promise<Proposal[]> {
  const found = await Promise.all(['rating', 'rating_correction'].map((kind) => openProposals(kind, region)))
  return found.flat().filter((each) => each.region === region).sort((one, other) => one.expires_at.localeCompare(other.expires_at))
}

/** The last 60 days of a region and the next 14, and its periods of that time with who put them in force. */
export const periodsOf = (region: string): Promise<Periods> => api.get(`/regions/${region}/periods`)
