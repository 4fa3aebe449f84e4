import { tagOf } from '../i18n/languages'

/** Days and instants as people read them. A policy day is a calendar day in Shanghai. */
export const POLICY_ZONE = 'Asia/Shanghai'

/** The policy day of an instant, as `YYYY-MM-DD`. */
export function policyDay(instant: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: POLICY_ZONE, dateStyle: 'short' }).format(instant)
}

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** "Thursday 12 March", "3月12日星期四"; with the year when it is not `today`'s. */
export function dayInWords(day: string, locale: string, today: string = policyDay()): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric'
  return new Intl.DateTimeFormat(tagOf(locale), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year,
    timeZone: 'UTC',
  })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(/(\p{L}+day),/u, '$1')
}

/** "12 March 1990", "1990年3月12日": days of documents, whose weekday nobody needs. */
export function plainDay(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(tagOf(locale), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}

/** "12 March", "3月12日". */
export function shortDay(day: string, locale: string): string {
  const format = new Intl.DateTimeFormat(tagOf(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}

export function clockTime(instant: Date, locale: string, seconds = false, timeZone: string = POLICY_ZONE): string {
  return new Intl.DateTimeFormat(tagOf(locale), {
    hour: '2-digit',
    minute: '2-digit',
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
    timeZone,
  }).format(instant)
}

/** The time on the reader's own clock when it is not Beijing's at this instant, else null. */
export function localTime(instant: Date, locale: string): string | null {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const local = clockTime(instant, locale, false, zone)
  return local === clockTime(instant, locale) ? null : local
}

/** Day and time on the reader's own clock where it is not Beijing's, else null. */
export function localInWords(instant: string | Date, locale: string): string | null {
  const date = new Date(instant)
  const time = localTime(date, locale)
  return time && `${dayInWords(localDay(date), locale)} ${time}`
}

/** The same behind Beijing's day: the day is said only where it is another one. */
export function localBeside(instant: string | Date, locale: string): string | null {
  const date = new Date(instant)
  return localDay(date) === policyDay(date) ? localTime(date, locale) : localInWords(date, locale)
}

function localDay(date: Date): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(date)
}

/** Day and time in Beijing, as one phrase. */
export function instantInWords(instant: string | Date, locale: string): string {
  const date = new Date(instant)
  const day = dayInWords(policyDay(date), locale)
  return `${day} ${clockTime(date, locale)}`
}
