import { t } from '../i18n'
import { clockTime, instantInWords, localInWords, policyDay } from './dates'

/**
 * Day and time as the reader's own clock has them, and Beijing's where that differs: "Thursday 12 March 14:20 (Beijing
 * 21:20)". In Beijing's zone just day and time: there is no other clock to mistake it for.
 */
export function instantHere(instant: string | Date, locale: string): string {
  const local = localInWords(instant, locale)
  if (!local) return instantInWords(instant, locale)
  const date = new Date(instant)
  return t('clock.here', { local, beijing: sameDay(date) ? clockTime(date, locale) : instantInWords(date, locale) })
}

/** A time of the day in Beijing, which says so where the reader's clock is another. */
export function timeThere(instant: string | Date, locale: string): string {
  const time = clockTime(new Date(instant), locale)
  return localInWords(instant, locale) ? t('clock.beijing', { time }) : time
}

const sameDay = (date: Date) => policyDay(date) === new Intl.DateTimeFormat('en-CA', { dateStyle: 'short' }).format(date)
