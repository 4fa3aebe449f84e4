import list from '../../../../chalicelib/identity/counties.json'
import type { Areas, Place } from './regions'

type Rows = Record<string, [chinese: string, english: string, pinyin: string, since?: string]>

const places = (rows: Rows): Record<string, Place> =>
  Object.fromEntries(Object.entries(rows).map(([code, [chinese, english, pinyin]]) => [code, { chinese, english, pinyin }]))

export const areas: Areas = {
  provinces: places(list.provinces as unknown as Rows),
  cities: places(list.cities as unknown as Rows),
  counties: places(list.counties as unknown as Rows),
  former: Object.fromEntries(Object.entries(list.former).map(([code, row]) => [code, row[4] as string[]])),
}
