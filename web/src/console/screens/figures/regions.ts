import { type Areas, childrenOf, namesIn, regionOf, searchCounties } from '../../../shared/places/regions'
import type { Option } from '../../parts/ComboBox.vue'
import { WHOLE, prefixOf } from './state'

const MOST = 40

/** What a province, city or county is called in a language; "" and the whole are for who asks. */
export function nameOf(code: string, areas: Areas, locale: string): string {
  const wide = areas.provinces[code] ?? areas.cities[code]
  if (wide) return locale.startsWith('zh') ? wide.chinese : wide.english
  const names = namesIn(regionOf(code, areas), locale)
  return locale.startsWith('zh') ? names.join('') : [...names].reverse().join(', ')
}

/** What lies directly in a place. */
export function within(place: string, areas: Areas, locale: string): Option[] {
  if (place !== WHOLE && !place.endsWith('00')) return []
  return childrenOf(place === WHOLE ? null : place, areas).map((region) => ({ value: region.code, label: namesIn(region, locale)[0] ?? region.code, hint: region.code }))
}

const fits = (text: string, code: string, names: readonly string[]) => code.startsWith(text) || names.some((name) => name.toLowerCase().replace(/\s/g, '').includes(text))

/** Provinces, cities and counties of one's own region that fit what was typed; nothing typed: what lies in the place shown. */
export function found(text: string, place: string, own: string, areas: Areas, locale: string): Option[] {
  if (!text.trim()) return within(place, areas, locale)
  const typed = text.trim().toLowerCase().replace(/\s/g, '')
  const wide = Object.entries({ ...areas.provinces, ...areas.cities })
    .filter(([code, { chinese, english, pinyin }]) => fits(typed, code, [chinese, english, pinyin]))
    .map(([code]) => code)
  const codes = [...wide, ...searchCounties(text, areas, 400).map(({ code }) => code)].filter((code) => code.startsWith(prefixOf(own)))
  return [...new Set(codes)].slice(0, MOST).map((code) => ({ value: code, label: nameOf(code, areas, locale), hint: code }))
}
