import { persistently } from '../device/pieces'
import { personal } from '../storage/local'

/** A place people can name: a county (6 digits) or a country (two letters). */
export interface Region {
  code: string
  /** From the largest to the smallest, such as 青海省, 西宁市, 城东区. */
  names: string[]
}

export interface Areas {
  provinces: Record<string, string>
  cities: Record<string, string>
  counties: Record<string, string>
}

let loaded: Promise<Areas> | null = null

/** The 3,479 counties come as a piece of their own, only when a picker or a history asks for them. */
export function loadAreas(): Promise<Areas> {
  loaded ??= persistently(() => import('./areas'))
    .then((module) => module.areas)
    .catch((error: unknown) => {
      loaded = null
      throw error
    })
  return loaded
}

export function namesOf(code: string, areas: Areas): string[] {
  const province = areas.provinces[`${code.slice(0, 2)}0000`]
  const city = areas.cities[`${code.slice(0, 4)}00`]
  const names = [province, city === province ? undefined : city, areas.counties[code]]
  return names.filter((name): name is string => Boolean(name))
}

/** Up to `limit` counties whose full name holds every word of the query, or whose code starts with it. */
export function searchCounties(query: string, areas: Areas, limit = 40): Region[] {
  const words = query.trim().split(/\s+/).filter(Boolean)
  if (!words.length) return []
  const found: Region[] = []
  for (const code of Object.keys(areas.counties)) {
    const names = namesOf(code, areas)
    const full = names.join('')
    if (words.every((word) => full.includes(word) || code.startsWith(word))) found.push({ code, names })
    if (found.length === limit) break
  }
  return found
}

export function childrenOf(parent: string | null, areas: Areas): Region[] {
  const [table, test] = !parent
    ? [areas.provinces, () => true]
    : parent.endsWith('0000')
      ? [areas.cities, (code: string) => code.slice(0, 2) === parent.slice(0, 2)]
      : [areas.counties, (code: string) => code.slice(0, 4) === parent.slice(0, 4)]
  return Object.keys(table as Record<string, string>)
    .filter(test as (code: string) => boolean)
    .map((code) => ({ code, names: [(table as Record<string, string>)[code]!] }))
}

export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code
}

export const isCountry = (code: string) => /^[A-Z]{2}$/.test(code)

const KEPT = 30
const keptRegions = () => personal.load<Region[]>('places', [])

/** Names of places used before are kept, so that the daily screen needs no list of counties to say "here". */
export function rememberRegion(region: Region): void {
  const others = keptRegions().filter((kept) => kept.code !== region.code)
  personal.save('places', [region, ...others].slice(0, KEPT))
}

/** The counties that were named on this device before, newest first. */
export function usedCounties(limit = 5): Region[] {
  return keptRegions()
    .filter((region) => !isCountry(region.code))
    .slice(0, limit)
}

/** The name of a place as far as known on this device without loading anything; the code itself otherwise. */
export function knownName(code: string, locale: string): string {
  if (isCountry(code)) return countryName(code, locale)
  const known = keptRegions().find((region) => region.code === code)
  return known ? known.names.slice(-2).join(' ') : code
}

/** As `knownName`, loading the list of counties if this one has not been seen on the device before. */
export async function fullName(code: string, locale: string): Promise<string> {
  if (!isCountry(code) && knownName(code, locale) === code) {
    const names = namesOf(code, await loadAreas())
    if (names.length) rememberRegion({ code, names })
  }
  return knownName(code, locale)
}
