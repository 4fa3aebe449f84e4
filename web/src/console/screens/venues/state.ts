import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Venue = Schemas['Venue']
export type Status = Venue['status']
export type Member = Schemas['Member']
export type DoorCode = Schemas['CodeAtTheDoor']
export type CodeKind = 'screen' | 'poster'

export const STATUSES: readonly Status[] = ['awaiting', 'approved', 'refused', 'closed']

/** What a supervisor may make of a venue, by what it is now. */
export const DECISIONS: Record<Status, readonly Status[]> = { awaiting: ['approved', 'refused'], approved: ['closed'], refused: ['approved'], closed: ['approved'] }

export const doorCode = (id: string, kind: CodeKind): Promise<DoorCode> => api.get(`/venues/${id}/code?kind=${kind}`)

export const poster = (id: string): Promise<Blob> => api.file(`/venues/${id}/poster.pdf`, 'application/pdf')

export interface Opened {
  venue: Ref<Venue | null>
  /** As it is now, where somebody else decided meanwhile; until that was seen there are no buttons. */
  newer: Ref<Venue | null>
  fault: Ref<string>
  load(): Promise<void>
  /** Looks whether it is still as it was looked at. */
  look(): Promise<void>
  see(): void
  decide(status: Status, reason: string): Promise<void>
  revoke(): Promise<void>
}

export function useVenue(id: string): Opened {
  const venue = shallowRef<Venue | null>(null)
  const newer = shallowRef<Venue | null>(null)
  const fault = ref('')
  const fetched = (): Promise<Venue> => api.get(`/venues/${id}`)

  async function load() {
    fault.value = ''
    try {
      venue.value = await fetched()
    } catch (error) {
      fault.value = sentenceFor(error, t)
    }
  }
  async function look() {
    const seen = venue.value
    const now = await fetched().catch(() => null)
    if (!now || !seen || venue.value !== seen) return
    newer.value = now.status === seen.status ? null : now
    if (!newer.value) venue.value = now
  }
  return {
    venue,
    newer,
    fault,
    load,
    look,
    see() {
      venue.value = newer.value ?? venue.value
      newer.value = null
    },
    async decide(status, reason) {
      const body = { status, reason: reason.trim() || null }
      try {
        venue.value = await sendOnce(`venue.${id}`, body, (key) => api.patch(`/venues/${id}`, body, { key }))
      } catch (error) {
        if (error instanceof Problem && error.status === 409) await look()
        throw error
      }
    },
    async revoke() {
      const serial = venue.value?.posters?.serial
      await sendOnce(`posters.${id}`, { serial }, (key) => api.request('POST', `/venues/${id}/posters/revocation`, { key }))
      await load()
    },
  }
}
