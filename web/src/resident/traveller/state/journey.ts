import type { HealthCode, Person, Risk } from '../../../shared/api/types'
import { addDays, daysBetween, policyDay } from '../../../shared/time/dates'

export const BOARDING_DAYS = 14
/** Before this day no declarations were asked of anybody. */
const POLICY_START = '2020-04-08'
const HOUR = 3600_000

/** What one of the fourteen days is: declared, not declared, still to come, today, or not asked for. */
export type MarkState = 'done' | 'missed' | 'open' | 'free'

export interface Mark {
  day: string
  state: MarkState
  today: boolean
}

export interface Journey {
  marks: Mark[]
  /** The policy day of the flight, or the first day on which boarding would be possible. */
  flightOn: string
  /** Whether that day is a flight's, an expected one's, or only what the streak allows. */
  basis: 'ticket' | 'expected' | 'streak'
  /** Days until the first of the fourteen; 0 when they have begun. */
  beginsIn: number
  done: number
}

const max = (one: string, other: string) => (one > other ? one : other)

function flight(code: HealthCode, today: string): Pick<Journey, 'flightOn' | 'basis'> {
  if (code.trip) return { flightOn: code.trip.departs_on, basis: code.trip.ticketed ? 'ticket' : 'expected' }
  const start = code.streak?.days ? (code.streak.since ?? today) : today
  return { flightOn: max(addDays(start, BOARDING_DAYS), today), basis: 'streak' }
}

/** The fourteen days to the flight as the chain of declarations stands at `now`. Days are policy days (Beijing). */
export function journeyOf(code: HealthCode, now: Date): Journey {
  const today = policyDay(now)
  const where = flight(code, today)
  const first = addDays(where.flightOn, -BOARDING_DAYS)
  const alive = Boolean(code.streak?.days && !code.expired)
  const since = alive ? code.streak!.since! : null
  const last = alive && code.streak?.last_at ? policyDay(new Date(code.streak.last_at)) : null

  function stateOf(day: string): MarkState {
    if (day < POLICY_START) return 'free'
    if (since && last && day >= since && day <= last) return 'done'
    return day < today ? 'missed' : 'open'
  }
  const marks = Array.from({ length: BOARDING_DAYS }, (_, at) => addDays(first, at)).map((day) => ({ day, state: stateOf(day), today: day === today }))
  return {
    ...where,
    marks,
    beginsIn: Math.max(0, daysBetween(today, first)),
    done: marks.filter((mark) => mark.state === 'done').length,
  }
}

export interface Deadline {
  at: Date
  /** Milliseconds until then; 0 when it has passed. */
  left: number
  /** How the page should say it: plenty of time, today's turn, or the last two hours. */
  urgency: 'calm' | 'due' | 'urgent' | 'over'
}

/** A day is not over ten hours after a declaration: from then on the next one is offered first. */
const DUE_BELOW = 14 * HOUR
const URGENT_BELOW = 2 * HOUR

export function deadlineOf(code: HealthCode, now: Date): Deadline | null {
  if (!code.streak?.next_due_at || code.closed) return null
  const at = new Date(code.streak.next_due_at)
  const left = Math.max(0, at.getTime() - now.getTime())
  const urgency = code.expired || !left ? 'over' : left < URGENT_BELOW ? 'urgent' : left < DUE_BELOW ? 'due' : 'calm'
  return { at, left, urgency }
}

/** Hours and minutes, or minutes and seconds in the last hour. */
export function countdown(milliseconds: number): { hours: number; minutes: number; seconds: number } {
  const seconds = Math.floor(milliseconds / 1000)
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor((seconds % 3600) / 60), seconds: seconds % 60 }
}

export const isTraveller = (person: Person | null | undefined): boolean =>
  Boolean(person?.schemes?.includes('international'))

/** The one state that a journey is in: what is said first, and nothing that contradicts it beside it. */
export type Standing = 'ready' | 'closed' | 'first' | 'expired' | 'colour' | 'cannot' | 'photos' | 'days' | 'once'

/** What nobody can mend before this flight; photos that are missing are a task, and no danger. */
export const dangers = (code: HealthCode): Risk[] => (code.colour ? (code.risks ?? []) : []).filter((risk) => risk.kind !== 'photos_missing')

export function standingOf(code: HealthCode): Standing {
  if (code.boardable && !code.expired) return 'ready'
  if (code.closed) return 'closed'
  if (!code.colour) return 'first'
  if (code.expired) return 'expired'
  if (code.colour !== 'green') return 'colour'
  if (dangers(code).length) return 'cannot'
  if (riskOf(code, 'photos_missing') && (isFree(code) || begunEarly(code))) return 'photos'
  return isFree(code) ? 'once' : 'days'
}

/** No declarations are asked of this journey. */
export const isFree = (code: HealthCode): boolean => Boolean(code.trip) && code.required === false

const begunEarly = (code: HealthCode) => Boolean(code.earliest_boarding_on && code.earliest_boarding_on <= policyDay())

export const riskOf = (code: HealthCode, kind: Risk['kind']): Risk | undefined => code.risks?.find((risk) => risk.kind === kind)
