import { persistently } from '../device/pieces'
import { personal } from '../storage/local'

/** A place people can name: a county (6 digits) or a country (two letters). */
export interface Region {
  code: string
  /** From the largest to the smallest, such as 青海省, 西宁市, 城东区. */
  names: string[]
  /** The same in English; not there for what was kept before there were English names. */
  english?: string[]
}

/** A name, and how it is read: a blank between syllables, v for ü. */
export interface Place {
  chinese: string
  english: string
  pinyin: string
}

export interface Areas {
  provinces: Record<string, Place>
  cities: Record<string, Place>
  counties: Record<string, Place>
  /** Codes that were given up, and today's codes of the same ground. */
  former: Record<string, string[]>
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

/** A county's province, city and own place, as far as they differ; of a code that was given up today's. */
function placesOf(code: string, areas: Areas): Place[] {
  const today = areas.former[code]?.[0] ?? code
  const province = areas.provinces[`${today.slice(0, 2)}0000`]
  const city = areas.cities[`${today.slice(0, 4)}00`]
  const places = [province, city?.chinese === province?.chinese ? undefined : city, areas.counties[today]]
  return places.filter((place): place is Place => Boolean(place))
}

/** A county with its names of today. */
export function regionOf(code: string, areas: Areas): Region {
  const places = placesOf(code, areas)
  return { code, names: places.map(({ chinese }) => chinese), english: places.map(({ english }) => english) }
}

/** From the largest to the smallest, in the reader's language. */
export const namesIn = (region: Region, locale: string): string[] => (locale.startsWith('zh') ? region.names : region.english ?? region.names)

const plain = (text: string) => text.normalize('NFD').toLowerCase().replace(/[^a-z\d]/g, '').replace(/v/g, 'u')

interface Readable {
  chinese: string
  english: string
  syllables: string[]
}

const readable = (places: Place[]): Readable => ({
  chinese: places.map(({ chinese }) => chinese).join(''),
  english: plain(places.map(({ english }) => english).join(' ')),
  syllables: places.flatMap(({ pinyin }) => pinyin.split(' ').map(plain)),
})

interface Entry {
  code: string
  own: Readable
  whole: Readable
}

const indexes = new WeakMap<Areas, Entry[]>()

/** What a search looks at, made once. */
function indexOf(areas: Areas): Entry[] {
  const known = indexes.get(areas)
  if (known) return known
  const made = Object.keys(areas.counties).map((code) => {
    const places = placesOf(code, areas)
    return { code, own: readable(places.slice(-1)), whole: readable(places) }
  })
  indexes.set(areas, made)
  return made
}

/** Whether a word is a part of the name, or in Latin letters begins one of its syllables, in full or by initials. */
function holds({ chinese, english, syllables }: Readable, word: string, latin: string): boolean {
  if (!latin) return chinese.includes(word)
  if (english.includes(latin)) return true
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('')
  return initials.includes(latin) || syllables.some((_, at) => syllables.slice(at).join('').startsWith(latin))
}

/** How well a county fits a word: 2 by itself, 1 by what it lies in too, 0 not at all. */
function fit({ code, own, whole }: Entry, word: string): number {
  const latin = /^[\p{Script=Latin}'’·-]+$/u.test(word) ? plain(word) : ''
  if (code.startsWith(word) || holds(own, word, latin)) return 2
  return holds(whole, word, latin) ? 1 : 0
}

/**
 * Up to `limit` counties that fit every word of the query: a part of a name in Chinese or English, pinyin, its initials or
 * the beginning of a code. Those that fit by their own name come first.
 */
export function searchCounties(query: string, areas: Areas, limit = 40): Region[] {
  const words = query.trim().split(/\s+/).filter(Boolean)
  if (!words.length) return []
  const fits = indexOf(areas).map((entry) => ({ code: entry.code, fits: words.map((word) => fit(entry, word)) }))
  const found = fits.filter(({ fits }) => fits.every(Boolean)).map(({ code, fits }) => ({ code, fit: Math.max(...fits) }))
  return found.sort((one, other) => other.fit - one.fit).slice(0, limit).map(({ code }) => regionOf(code, areas))
}

export function childrenOf(parent: string | null, areas: Areas): Region[] {
  const [table, test] = !parent
    ? [areas.provinces, () => true]
    : parent.endsWith('0000')
      ? [areas.cities, (code: string) => code.slice(0, 2) === parent.slice(0, 2)]
      : [areas.counties, (code: string) => code.slice(0, 4) === parent.slice(0, 4)]
  return Object.entries(table as Record<string, Place>)
    .filter(([code]) => (test as (code: string) => boolean)(code))
    .map(([code, { chinese, english }]) => ({ code, names: [chinese], english: [english] }))
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
  if (!known) return code
  const names = namesIn(known, locale).slice(-2)
  return locale.startsWith('zh') || !known.english ? names.join(' ') : names.reverse().join(', ')
}

/** As `knownName`, loading the list of counties if this one has not been seen on the device before, or not in English. */
export async function fullName(code: string, locale: string): Promise<string> {
  const known = keptRegions().find((region) => region.code === code)
  if (!isCountry(code) && !known?.english) {
    const region = regionOf(code, await loadAreas())
    if (region.names.length) rememberRegion(region)
  }
  return knownName(code, locale)
}
