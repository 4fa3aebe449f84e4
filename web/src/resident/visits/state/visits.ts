import { keyFor, settle } from '../../../shared/api/idempotency'
import type { Colour, HealthCode, Page } from '../../../shared/api/types'
import { api } from '../../account/state/account'
import { keepCode } from '../../code/state/codes'

export interface VenueShown {
  id: string
  name: string
  type: string
  region: string
  address: string
  asks_temperature: boolean
}

export interface Visit {
  id: string
  at: string
  left: string | null
  until: string
  open: boolean
  direction: 'in' | 'out'
  venue: { id: string; name: string; type: string; region: string }
  temperature: number | null
  colour: Colour | null
  suspect: boolean
  marks: { kind: string; text: string }[]
  by_gate: boolean
}

/** One person's part of the answer to a scan. */
export interface Entered {
  person_id: string
  visit: Visit
  code: HealthCode
  anomaly: { id: string; queued: boolean } | null
}

export interface VisitForm {
  person_id: string
  people: string[]
  venue_code: string
  temperature?: number
  location?: { lat: number; lon: number; accuracy: number }
}

export const venueShown = (id: string) => api.get<VenueShown>(`/venues/${id}`)

/** Records the scan for everybody named; the first one is who scanned. Sent again it is the same visit. */
export async function enter(form: VisitForm): Promise<Entered[]> {
  const { people, ...rest } = form
  const body = { ...rest, direction: 'in', ...(people.length ? { people } : {}) }
  const answer = await api.post<Omit<Entered, 'person_id'> & { people: Entered[] }>('/visits', body, { key: keyFor('visit', body) })
  settle('visit')
  const all = [{ ...answer, person_id: form.person_id }, ...answer.people]
  // A fever turns the code yellow at once: what is kept here must not stay green.
  for (const { person_id, code } of all) keepCode({ ...code, person_id })
  return all
}

export const leave = (visitId: string) => api.post<Visit>(`/visits/${visitId}/departure`, {}, { repeatable: true })

export const visitsOf = (personId: string, cursor: string | null) =>
  api.get<Page<Visit>>(`/people/${personId}/visits?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)

/** Where the phone stands, only if the person has allowed that before: nobody is asked at the door. */
export async function whereabouts(): Promise<VisitForm['location']> {
  const allowed = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null)
  if (allowed?.state !== 'granted') return undefined
  return new Promise((done) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }),
      () => done(undefined),
      { timeout: 3_000, maximumAge: 60_000 },
    ),
  )
}
