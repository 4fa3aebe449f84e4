import { t } from '../../../shared/i18n'
import { clockTime, policyDay, shortDay } from '../../../shared/time/dates'
import type { Entry } from './state'

/** What an office did, by the audit's name of it; the name itself where it has no words yet. Null for other entries. */
export function actionOf({ kind, more }: Entry): string | null {
  if (kind !== 'decisions' || typeof more.action !== 'string') return null
  const words = t(`person.action.${more.action.replace('.', '_')}`)
  return words.startsWith('person.action.') ? t('person.action.other', { action: more.action }) : words
}

const time = (instant: unknown, locale: string) => clockTime(new Date(String(instant)), locale)

/** From when to when, with the day of the end where that is another. */
function stay(came: unknown, left: unknown, locale: string): string {
  if (!left) return t('person.visit.since', { from: time(came, locale) })
  const other = policyDay(new Date(String(came))) !== policyDay(new Date(String(left)))
  const until = `${other ? `${shortDay(policyDay(new Date(String(left))), locale)} ` : ''}${time(left, locale)}`
  return t('person.visit.span', { from: time(came, locale), until })
}

/** What only this kind of entry has, in one line; empty where there is nothing more to say. */
export function detailsOf({ kind, more }: Entry, locale: string): string {
  const degrees = typeof more.temperature === 'number' ? t('person.degrees', { n: more.temperature.toFixed(1) }) : ''
  const parts: Record<Entry['kind'], string[]> = {
    declarations: [],
    holds: [],
    visits: [more.came ? stay(more.came, more.left, locale) : '', degrees, more.suspect ? t('person.visit.suspect') : ''],
    readings: [degrees],
    messages: [more.delivery ? t('person.delivery', { how: String(more.delivery) }) : ''],
    decisions: [],
  }
  return parts[kind].filter(Boolean).join(' · ')
}
