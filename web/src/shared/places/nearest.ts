import { persistently } from '../device/pieces'
import { type Areas, type Region, regionOf } from './regions'

export interface Point {
  lat: number
  lon: number
}

/** Farther than this from any county's middle nobody is in one of them: at sea, or abroad. In kilometres. */
const FARTHEST = 250
const DEGREE = 111.2

let loaded: Promise<ReadonlyMap<string, Point>> | null = null

/** Where counties are comes as a piece of its own, only when somebody asks where they are. */
function loadCountyPlaces(): Promise<ReadonlyMap<string, Point>> {
  loaded ??= persistently(() => import('./countyPlaces'))
    .then((module) => module.countyPlaces)
    .catch((error: unknown) => {
      loaded = null
      throw error
    })
  return loaded
}

/** On a plane, which is right within a percent as far as it matters here. In kilometres. */
function distance(one: Point, other: Point): number {
  const across = (one.lon - other.lon) * Math.cos((one.lat * Math.PI) / 180)
  return DEGREE * Math.hypot(one.lat - other.lat, across)
}

/** The counties whose middles lie nearest, nearest first; none for who is nowhere near any. All of it on the phone. */
export async function nearestCounties(here: Point, areas: Areas, most = 3): Promise<Region[]> {
  const far = [...(await loadCountyPlaces())].map(([code, there]) => ({ code, far: distance(here, there) }))
  const near = far.filter(({ far }) => far <= FARTHEST).sort((one, other) => one.far - other.far)
  return near.slice(0, most).map(({ code }) => regionOf(code, areas))
}
