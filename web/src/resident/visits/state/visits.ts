import { keyFor, settle } from '../../../shared/api/idempotency'
import type { Scanned } from '../../../shared/api/generated'
import type { EnteredPerson } from '../../../shared/api/types'
import { api } from '../../account/state/account'
import { keepCode } from '../../code/state/codes'

export interface VisitForm {
  person_id: string
  people: string[]
  venue_code: string
  temperature?: number
  location?: { lat: number; lon: number; accuracy: number }
}

export const venueShown = (id: string) => api.get(`/venues/${id}`)

/** The code of the poster that shows a number. Raises Problem, NoAnswer. */
export const posterCode = (number: string) => api.get(`/venue-numbers/${number}`)

/** Records the scan for everybody named; the first one is who scanned. Sent again it is the same visit. */
export async function enter(form: VisitForm): Promise<EnteredPerson[]> {
  const { people, ...rest } = form
  const body: Scanned = { ...rest, direction: 'in', ...(people.length ? { people } : {}) }
  const answer = await api.post('/visits', body, { key: keyFor('visit', body) })
  settle('visit')
  // Of a person's own scan `code` is their code; the description leaves it open, as a guard's scan tells something else there.
  const all = [{ ...answer, person_id: form.person_id }, ...answer.people] as unknown as EnteredPerson[]
  // A fever turns the code yellow at once: what is kept here must not stay green.
  for (const { person_id, code } of all) keepCode({ ...code, person_id })
  return all
}

export const leave = (visitId: string) => api.post(`/visits/${visitId}/departure`, {}, { repeatable: true })

export const visitsOf = (personId: string, cursor: string | null) =>
  api.get(`/people/${personId}/visits?limit=20${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)

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
