import { api } from '../../resident/account/state/account'
import { keyFor, settle } from '../../shared/api/idempotency'
import type { AskedVenue, ChangedVenue, EntryList } from '../../shared/api/generated'
import type { Member, Venue, VenueEntry, VenueRole, VenueType } from '../../shared/api/types'
import { decimal, line, number as plainNumber, prose } from '../../shared/text/kinds'

export interface VenueForm {
  name: string
  type: VenueType | ''
  region: string
  credit_code: string
  address: string
  lat: string
  lon: string
  contact_name: string
  contact_phone: string
  asks_temperature: boolean
}

export const blankVenue = (): VenueForm => ({
  name: '',
  type: '',
  region: '',
  credit_code: '',
  address: '',
  lat: '',
  lon: '',
  contact_name: '',
  contact_phone: '',
  asks_temperature: false,
})

/** The body of a registration; the form has been checked. */
export function bodyOf(form: VenueForm, creditCode: string): AskedVenue {
  const { name, type, region, address, lat, lon, contact_name, contact_phone, asks_temperature } = form
  return {
    name: line(name),
    type: type as VenueType,
    region,
    credit_code: creditCode,
    address: prose(address),
    location: { lat: Number(decimal(lat)), lon: Number(decimal(lon)) },
    contact: { name: line(contact_name), phone: plainNumber(contact_phone) },
    asks_temperature,
  }
}

export const myVenues = async () => (await api.get('/me/venues')).items
export const venueById = (id: string) => api.get(`/venues/${id}`)

export async function register(body: AskedVenue): Promise<Venue> {
  const venue = await api.post('/venues', body, { key: keyFor('venue', body) })
  settle('venue')
  return venue
}

export const closeVenue = (id: string) => api.patch(`/venues/${id}`, { status: 'closed' })

export const change = (id: string, body: Pick<ChangedVenue, 'asks_temperature' | 'name' | 'address' | 'contact' | 'doors'>) => api.patch(`/venues/${id}`, body)
/** One door's, or with 0 that of any. */
export const doorCode = (id: string, door: number) => api.get(`/venues/${id}/code?door=${door}`)
export const poster = (id: string, door: number) => api.file(`/venues/${id}/poster.pdf?door=${door}`, 'application/pdf')
export const revokePosters = (id: string) => api.post(`/venues/${id}/posters/revocation`, undefined)

export const membersOf = async (id: string) => (await api.get(`/venues/${id}/members`)).items

export async function addMember(id: string, body: { role: VenueRole; phone: string; name?: string }): Promise<Member> {
  const member = await api.post(`/venues/${id}/members`, body, { key: keyFor(`member.${id}`, body) })
  settle(`member.${id}`)
  return member
}

export const nameMember = (id: string, memberId: string, name: string) => api.patch(`/venues/${id}/members/${memberId}`, { name })

export const removeMember = (id: string, memberId: string) => api.delete(`/venues/${id}/members/${memberId}`)

export function entriesOf(id: string, day: string, cursor: string | null) {
  const from = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
  return api.get(`/venues/${id}/visits?day=${day}&limit=50${from}`)
}

/** A whole day, newest first: as many pages as it takes. */
export async function everyEntryOf(id: string, day: string): Promise<VenueEntry[]> {
  const found: VenueEntry[] = []
  for (let cursor: string | null | undefined = null; cursor !== undefined; ) {
    const page: EntryList = await entriesOf(id, day, cursor)
    found.push(...page.items)
    cursor = page.next_cursor ?? undefined
  }
  return found
}
