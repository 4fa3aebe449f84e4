import type { HealthCode } from '../../../shared/api/types'
import { addDays, policyDay } from '../../../shared/time/dates'
import type { Entry } from './calendar'

type Say = (key: string, values?: Record<string, unknown>) => string

const HOUR = 3600_000
/** Nine in the morning in Beijing. */
const morning = (day: string) => new Date(`${day}T01:00:00Z`)
const endOf = (day: string) => new Date(`${day}T15:59:59Z`)

/** The flight itself, and what has to be declared every day until then: two hours before the latest instant. */
function ofTheJourney(code: HealthCode, say: Say): Entry[] {
  const { trip, streak } = code
  if (code.scheme !== 'international' || !trip) return []
  const departs = new Date(trip.departs_at)
  const flight: Entry = { uid: `flight-${code.person_id}`, begins: departs, lasts: 60, title: say('calendar.flight', { flight: trip.flight_number ?? '' }).trim(), what: say('calendar.flightWhat'), reminds: 24 * 60 }
  if (code.required === false || !streak?.next_due_at || code.closed) return [flight]
  const begins = new Date(new Date(streak.next_due_at).getTime() - 2 * HOUR)
  if (begins > departs) return [flight]
  return [flight, { uid: `declare-${code.person_id}`, begins, lasts: 30, title: say('calendar.declare'), what: say('calendar.declareWhat'), dailyUntil: departs, reminds: 0 }]
}

/** A check-in each morning until the last hold can clear; without such a day for two weeks. */
function ofTheColour(code: HealthCode, now: Date, say: Say): Entry[] {
  if (code.scheme === 'international' || !code.checkin?.required) return []
  const today = policyDay(now)
  const first = code.checkin.done_today || now > morning(today) ? addDays(today, 1) : today
  const clears = code.holds.map((hold) => hold.clears_on).filter((day): day is string => Boolean(day))
  const last = clears.length ? clears.sort().at(-1)! : addDays(today, 14)
  if (last < first) return []
  return [{ uid: `checkin-${code.person_id}`, begins: morning(first), lasts: 15, title: say('calendar.checkin'), what: say('calendar.checkinWhat'), dailyUntil: endOf(last), reminds: 0 }]
}

/** What somebody has to do on which day, as their calendar would keep it: it names no person and no reason. */
export const planned = (code: HealthCode, now: Date, say: Say): Entry[] => [...ofTheJourney(code, say), ...ofTheColour(code, now, say)]
