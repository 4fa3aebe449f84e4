import { callingCodes } from './callingCodes'
import { countryName } from './regions'

export interface Country {
  country: string
  code: string
  name: string
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every name that people may type, whatever language the page is in. */
const namesOf = (country: string, locale: string) => [locale, 'zh-CN', 'en'].map((language) => plain(countryName(country, language)))

/** How well a country fits: 3 its code or a whole name, 2 the beginning of a name, 1 a part of one or its calling code, else 0. */
function fit(entry: Country, wanted: string, locale: string): number {
  const names = namesOf(entry.country, locale)
  if (entry.country.toLowerCase() === wanted || names.includes(wanted)) return 3
  if (names.some((name) => name.startsWith(wanted))) return 2
  return entry.code.startsWith(wanted) || names.some((name) => name.includes(wanted)) ? 1 : 0
}

/** Those that fit what was typed, the best first; all where nothing was. */
export function searchCountries(all: Country[], typed: string, locale: string): Country[] {
  const wanted = plain(typed.trim()).replace(/^\+/, '')
  if (!wanted) return all
  const found = all.map((entry) => ({ entry, fit: fit(entry, wanted, locale) })).filter(({ fit }) => fit)
  return found.sort((one, other) => other.fit - one.fit).map(({ entry }) => entry)
}

type WithZones = Intl.Locale & { getTimeZones?: () => string[] | undefined }

/** The country whose clock the device shows, as far as the browser knows the zones; China where it does not. */
export function countryOfClock(zone = new Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  const there = ({ country }: { country: string }) => (new Intl.Locale(`und-${country}`) as WithZones).getTimeZones?.()?.includes(zone)
  return callingCodes.find(there)?.country ?? 'CN'
}
