import type { components } from '../../../shared/api/generated'
import { type Pages, usePages } from '../../../shared/api/usePages'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Retention = Schemas['Retention']
export type RetainedKind = Schemas['RetainedKind']
export type Run = Schemas['RetentionRun']
export type Canary = Schemas['RetentionCanary']
export type Proposal = Schemas['Proposal']

export const fetchRetention = (): Promise<Retention> => api.get('/retention')
export const fetchCanaries = async (): Promise<Canary[]> => (await api.get('/retention/canaries')).items

/** Days of the ledger, the newest first. */
export const useRuns = (): Pages<Run & { id: string }> =>
  usePages(async (cursor) => {
    const page = await api.get(`/retention/runs?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    return { items: page.items.map((each) => ({ ...each, id: each.day })), next_cursor: page.next_cursor }
  })

/** How many went on a day, of all kinds. */
export const goneOn = ({ kinds }: Run): number => kinds.reduce((sum, { deleted }) => sum + deleted, 0)
export const keptOn = ({ kinds }: Run): number => kinds.reduce((sum, { kept }) => sum + kept, 0)

/** Proposes the end: a second supervisor of the whole country agrees to it. */
export function proposeSunset(from: string, until: string, reason: string): Promise<Proposal> {
  const body = { from, until, reason: reason.trim() }
  return sendOnce('sunset', body, (key) => api.post('/sunset', body, { key }))
}

const DAY = 86_400_000
/** The day that lies so many days after another one. */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
