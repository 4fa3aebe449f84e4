import { areaList } from '@vant/area-data'
import type { Areas } from './regions'

export const areas: Areas = {
  provinces: areaList.province_list,
  cities: areaList.city_list,
  counties: areaList.county_list,
}
