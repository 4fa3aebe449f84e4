import packed from './countyPlaces.json'
import type { Point } from './nearest'

/** Sums up the differences that the list is packed as (local/county_places.py). */
function summed(steps: readonly number[]): number[] {
  let sum = 0
  return steps.map((step) => (sum += step))
}

const [lons, lats] = [summed(packed.lon), summed(packed.lat)]

export const countyPlaces: ReadonlyMap<string, Point> = new Map(
  summed(packed.codes).map((code, at) => [String(code), { lat: lats[at]! / 100, lon: lons[at]! / 100 }]),
)
