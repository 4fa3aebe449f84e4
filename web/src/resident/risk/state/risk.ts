import type { Colour, Declaration } from '../../../shared/api/types'
import type { RegionRisk } from '../../../shared/api/generated'
import { addDays, policyDay } from '../../../shared/time/dates'

export type Level = NonNullable<RegionRisk['level']>
export const BACK = 14
const ORDER: Record<Level, number> = { low: 0, medium: 1, high: 2, key: 3 }

/** Days that somebody was in a place, both included. */
export interface Stay {
  region: string
  first: string
  last: string
}

/** Where somebody was in the last days, by what they declared: the latest first, each place once. */
export function staysOf(declarations: Pick<Declaration, 'at' | 'annulled' | 'location' | 'stays'>[], today: string): Stay[] {
  const since = addDays(today, -BACK)
  const found = new Map<string, Stay>()
  const note = (region: string | null, first: string, last: string) => {
    if (!region || last < since || first > today) return
    const known = found.get(region)
    const from = first < since ? since : first
    const until = last > today ? today : last
    found.set(region, {
      region,
      first: known && known.first < from ? known.first : from,
      last: known && known.last > until ? known.last : until,
    })
  }
  for (const each of declarations) {
    if (each.annulled) continue
    const day = policyDay(new Date(each.at))
    note(each.location, day, day)
    for (const stay of each.stays) note(stay.region, stay.from, stay.until)
  }
  return [...found.values()].sort((a, b) => b.last.localeCompare(a.last) || a.region.localeCompare(b.region))
}

export type Below = RegionRisk['below'][number]

/** What is rated near a county, graver first: its own city before the rest of the province, nothing that is low. */
export function nearby(below: Below[], home: string): Below[] {
  const far = (each: Below) => (each.region.slice(0, 4) === home.slice(0, 4) ? 0 : 1)
  return below
    .filter((each) => each.level !== 'low' && each.region !== home)
    .sort((a, b) => far(a) - far(b) || ORDER[b.level] - ORDER[a.level] || a.region.localeCompare(b.region))
}

/** The period that the level of a place comes of: that of the level that counts, the narrowest region first. */
export function counting(risk: RegionRisk): RegionRisk['ratings'][number] | undefined {
  const width = (region: string) => (region.endsWith('0000') ? 2 : region.endsWith('00') ? 1 : 0)
  return risk.ratings.filter((each) => each.level === risk.level).sort((a, b) => width(a.region) - width(b.region))[0]
}

/** What kind of region a period rates, where it is wider than the place itself. */
export function widerThan(rated: string, place: string): 'ofCity' | 'ofProvince' | null {
  if (rated === place || !rated.endsWith('00')) return null
  return rated.endsWith('0000') ? 'ofProvince' : 'ofCity'
}

/** Each level has the shape of the colour that it gives. */
export const shapeOf = (level: Level | null): Colour | 'none' =>
  level === 'high' || level === 'key' ? 'red' : level === 'medium' ? 'yellow' : level === 'low' ? 'green' : 'none'

export const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`
export const isCounty = (code: string | null | undefined): code is string => /^\d{6}$/.test(code ?? '')
