import { type Ref, ref } from 'vue'
import { type Pages, usePages } from '../../../shared/api/usePages'
import type { components } from '../../../shared/api/generated'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

export type Outage = components['schemas']['Outage']
export type Eased = components['schemas']['Eased']

const HOUR = 3_600_000
/** A deadline that falls in an outage, or so long after it, moves to so long after its end. */
const AFTER = 2 * HOUR
/** Longer ones are recorded in parts. */
export const LONGEST_DAYS = 7

/** What a field of day and time holds, which is Beijing's, as an instant; empty for none. */
export const instantOf = (local: string): string => (local ? new Date(`${local.slice(0, 16)}:00+08:00`).toISOString() : '')

/** Until when what fell due in it may be done. */
export const graceUntil = (until: string): string => new Date(Date.parse(until) + AFTER).toISOString()

/** What is wrong with the two ends of an outage, by field, as keys of messages. */
export function spanFaults(from: string, until: string, now: Date): Record<string, string> {
  if (!from || !until) return { ...(!from && { from: 'outages.needFrom' }), ...(!until && { until: 'outages.needUntil' }) }
  const length = Date.parse(until) - Date.parse(from)
  if (length <= 0) return { until: 'outages.needLater' }
  if (Date.parse(until) > now.getTime()) return { until: 'outages.notOver' }
  return length > LONGEST_DAYS * 24 * HOUR ? { until: 'outages.tooLong' } : {}
}

type Named<T> = Pages<T & { id: string }> & { logins: Ref<Record<string, string>> }

function named<T extends { id: string }>(fetch: (cursor: string) => Promise<{ items: T[]; next_cursor: string | null; logins: Record<string, string> }>): Named<T> {
  const logins = ref<Record<string, string>>({})
  const pages = usePages<T>(async (cursor) => {
    const page = await fetch(cursor ? `&cursor=${encodeURIComponent(cursor)}` : '')
    logins.value = { ...logins.value, ...page.logins }
    return page
  })
  return { ...pages, logins }
}

export const useOutages = (): Named<Outage> => named((cursor) => api.get(`/outages?limit=100${cursor}`))

/** Days that one person credited and no supervisor has looked at yet; they stand among what one person eased. */
export const useCredits = (): Named<Eased> =>
  named(async (cursor) => {
    const page = await api.get(`/eased?limit=100${cursor}`)
    return { ...page, items: page.items.filter(({ action }) => action === 'day.credit') }
  })

export function record(from: string, until: string, reason: string): Promise<Outage> {
  const body = { from, until, reason: reason.trim() }
  return sendOnce('outage', body, (key) => api.post('/outages', body, { key }))
}

export function withdraw(id: string, reason: string): Promise<Outage> {
  const body = { reason: reason.trim() }
  return sendOnce(`outage.${id}`, body, (key) => api.post(`/outages/${id}/withdrawal`, body, { key }))
}
