import type { Airport, Trip, TripForm } from '../../../shared/api/types'
import { number as plainNumber } from '../../../shared/text/kinds'
import { addDays, policyDay } from '../../../shared/time/dates'
import { instantAt, wallTime } from './wallTime'

/** A journey as it is being typed: empty until answered. */
export interface TripDraft {
  ticketed: 'yes' | 'no' | null
  from: string
  changes: { country: string; left: 'yes' | 'no' | null }[]
  flight: string
  airport: Airport | null
  day: string
  time: string
  destination: Airport | null
  /** A destination that is no airport, as an earlier trip named it. */
  place: string
}

export const MOST_CHANGES = 10

export const blankTrip = (): TripDraft => ({
  ticketed: null,
  from: '',
  changes: [],
  flight: '',
  airport: null,
  day: '',
  time: '',
  destination: null,
  place: '',
})

export function draftOf(trip: Trip): TripDraft {
  const zone = trip.departure?.timezone ?? 'Asia/Shanghai'
  const wall = wallTime(trip.departs_at, zone)
  return {
    ticketed: trip.ticketed ? 'yes' : 'no',
    from: trip.from_country,
    changes: trip.transit.map(({ country, left_airport }) => ({ country, left: left_airport ? 'yes' : 'no' })),
    flight: trip.flight_number ?? '',
    airport: trip.departure,
    day: trip.ticketed ? wall.day : trip.departs_on,
    time: trip.ticketed ? wall.time : '',
    destination: trip.arrival,
    place: trip.arrival ? '' : trip.destination,
  }
}

/** One spelling of a flight number (`ca 0982` is CA982); null for what cannot be one. */
export function flightNumber(typed: string): string | null {
  const tidy = plainNumber(typed)
  const found = /^([A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])(\d{1,4})([A-Z]?)$/.exec(tidy)
  const number = found?.[2]!.replace(/^0+/, '')
  return found && number ? `${found[1]}${number}${found[3]}` : null
}

/** The instant of departure as typed; null until airport, day and time are there. */
export function departureOf({ airport, day, time }: TripDraft): string | null {
  return airport && day && time ? instantAt(day, time, airport.timezone) : null
}

/** The policy day that counts for this journey, as far as it is known. */
export function flightDay(draft: TripDraft): string | null {
  if (draft.ticketed === 'no') return draft.day || null
  const departs = departureOf(draft)
  return departs ? policyDay(new Date(departs)) : null
}

type Faults = Record<string, string>

/** Keys of sentences for what is missing or cannot be, by field of the API's body. */
export function tripFaults(draft: TripDraft, now: Date): Faults {
  const found: Faults = {}
  if (!draft.ticketed) return { ticketed: 'trip.choose' }
  if (!draft.from) found.from_country = 'trip.fromNeeded'
  draft.changes.forEach((change, at) => {
    if (!change.country) found[`transit.${at}.country`] = 'trip.changeNeeded'
    if (!change.left) found[`transit.${at}.left_airport`] = 'trip.leftNeeded'
  })
  Object.assign(found, draft.ticketed === 'yes' ? ticketFaults(draft, now) : expectedFaults(draft, now))
  if (!draft.destination && !draft.place) found.destination = 'trip.destinationNeeded'
  return found
}

function ticketFaults(draft: TripDraft, now: Date): Faults {
  const found: Faults = {}
  if (!flightNumber(draft.flight)) found.flight_number = draft.flight.trim() ? 'trip.flightForm' : 'trip.flightNeeded'
  if (!draft.airport) found.departure_airport = 'trip.airportNeeded'
  else if (!onTheWay(draft)) found.departure_airport = 'trip.airportOff'
  if (!draft.day) found.departs_at = 'trip.dayNeeded'
  // Beijing's yesterday may be today still where the plane leaves.
  else if (draft.day < addDays(policyDay(now), -1)) found.departs_at = 'trip.past'
  if (!/^\d\d:\d\d$/.test(draft.time)) found['departs_at.time'] = 'trip.timeNeeded'
  const departs = departureOf(draft)
  if (departs && Date.parse(departs) < now.getTime()) found.departs_at = 'trip.past'
  return found
}

function expectedFaults({ day }: TripDraft, now: Date): Faults {
  if (!day) return { departs_at: 'trip.dayNeeded' }
  return day < policyDay(now) ? { departs_at: 'trip.past' } : {}
}

const onTheWay = ({ airport, from, changes }: TripDraft) =>
  !from || [from, ...changes.map((change) => change.country)].some((country) => airport!.countries.includes(country))

/** The body of `PUT …/trip`; only for a draft without faults. */
export function tripForm(draft: TripDraft): TripForm {
  const body: TripForm = {
    ticketed: draft.ticketed === 'yes',
    departs_at: (draft.ticketed === 'yes' && departureOf(draft)) || draft.day,
    from_country: draft.from,
    transit: draft.changes.map(({ country, left }) => ({ country, left_airport: left === 'yes' })),
    destination: draft.destination?.code ?? draft.place,
  }
  if (draft.ticketed === 'yes') {
    Object.assign(body, { flight_number: flightNumber(draft.flight), departure_airport: draft.airport!.code })
  }
  return body
}
