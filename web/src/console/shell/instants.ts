import { clockTime, policyDay, shortDay } from '../../shared/time/dates'

/** "10:02" of today, else "12 Mar 10:02", in Beijing. */
export function instantShort(instant: string | Date, locale: string, today: Date): string {
  const date = new Date(instant)
  const time = clockTime(date, locale)
  const day = policyDay(date)
  return day === policyDay(today) ? time : `${shortDay(day, locale)} ${time}`
}

export interface Span {
  /** Of the messages `span.*`. */
  unit: 'minutes' | 'hours' | 'days'
  n: number
}

const MINUTE = 60_000

/** A length of time as people say it: minutes below two hours, hours below two days. */
export function spanOf(milliseconds: number): Span {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE))
  if (minutes < 120) return { unit: 'minutes', n: minutes }
  if (minutes < 2880) return { unit: 'hours', n: Math.round(minutes / 60) }
  return { unit: 'days', n: Math.round(minutes / 1440) }
}
