import { onMounted, shallowRef } from 'vue'
import { useI18n } from '../../shared/i18n'
import { type Areas, countryName, isCountry, loadAreas, namesIn, regionOf } from '../../shared/places/regions'
import { ownRegion } from '../state/staff'

/** Regions in their order, but those that are the reader's own in front. */
export function ownFirst<R extends { code: string }>(regions: readonly R[]): R[] {
  const isOwn = ({ code }: R) => code.startsWith(ownRegion.value) || ownRegion.value.startsWith(code)
  return [...regions.filter(isOwn), ...regions.filter((region) => !isOwn(region))]
}

const areas = shallowRef<Areas | null>(null)

/** What a region is called in the reader's language: a county, a city, a province, a country, or the whole country for "". */
export function useRegionNames(): (code: string) => string {
  const { t, locale } = useI18n()
  onMounted(() => {
    if (!areas.value) void loadAreas().then((loaded) => (areas.value = loaded), () => undefined)
  })
  return (code) => (code === '' ? t('wholeCountry') : nameOf(code, locale.value))
}

/** The code itself while the names have not come: they are never waited for. */
function nameOf(code: string, locale: string): string {
  if (isCountry(code)) return countryName(code, locale)
  if (!areas.value) return code
  const whole = code.padEnd(6, '0')
  const wide = areas.value.provinces[whole] ?? areas.value.cities[whole]
  if (wide) return locale.startsWith('zh') ? wide.chinese : wide.english
  const names = namesIn(regionOf(code, areas.value), locale).slice(-2)
  if (!names.length) return code
  return locale.startsWith('zh') ? names.join(' ') : names.reverse().join(', ')
}
