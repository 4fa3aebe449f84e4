import { api } from '../../resident/account/state/account'
import type { Visit } from '../../resident/visits/state/visits'
import { keyFor, settle } from '../../shared/api/idempotency'
import type { Page } from '../../shared/api/types'

export const VENUE_TYPES = [
  'airport',
  'railway_station',
  'coach_station',
  'hospital',
  'hotel',
  'construction_site',
  'checkpoint',
  'government_or_company',
  'factory',
  'school',
  'bank',
  'restaurant',
  'shopping_complex',
  'culture_or_sport',
  'community',
  'other',
] as const
export type VenueType = (typeof VENUE_TYPES)[number]
export type Role = 'manager' | 'guard'

export interface Venue {
  id: string
  name: string
  type: VenueType
  region: string
  address: string
  location: { lat: number; lon: number }
  status: 'awaiting' | 'approved' | 'refused' | 'closed'
  asks_temperature: boolean
  reason?: string | null
  posters?: { serial: number; since: string } | null
  role?: Role
}

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

export interface DoorCode {
  venue_code: string
  expires_at: string
  changes_at: string | null
}

export interface Member {
  id: string
  role: Role
  phone: string
  added_at: string
}

export interface Entry extends Visit {
  name_masked: string
  document_last4: string
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
export function bodyOf(form: VenueForm, creditCode: string) {
  const { name, type, region, address, lat, lon, contact_name, contact_phone, asks_temperature } = form
  return {
    name: name.trim(),
    type,
    region,
    credit_code: creditCode,
    address: address.trim(),
    location: { lat: Number(lat), lon: Number(lon) },
    contact: { name: contact_name.trim(), phone: contact_phone.trim() },
    asks_temperature,
  }
}

export const myVenues = async () => (await api.get<{ items: Venue[] }>('/me/venues')).items
export const venueById = (id: string) => api.get<Venue>(`/venues/${id}`)

export async function register(body: ReturnType<typeof bodyOf>): Promise<Venue> {
  const venue = await api.post<Venue>('/venues', body, { key: keyFor('venue', body) })
  settle('venue')
  return venue
}

export const change = (id: string, body: { asks_temperature: boolean }) => api.request<Venue>('PATCH', `/venues/${id}`, { body })
export const doorCode = (id: string) => api.get<DoorCode>(`/venues/${id}/code`)
export const poster = (id: string) => api.get<Blob>(`/venues/${id}/poster.pdf`, { accept: 'application/pdf' })
export const revokePosters = (id: string) => api.post<{ serial: number }>(`/venues/${id}/posters/revocation`, undefined)

export const membersOf = async (id: string) => (await api.get<{ items: Member[] }>(`/venues/${id}/members`)).items

export async function addMember(id: string, body: { role: Role; phone: string }): Promise<Member> {
  const member = await api.post<Member>(`/venues/${id}/members`, body, { key: keyFor(`member.${id}`, body) })
  settle(`member.${id}`)
  return member
}

export const removeMember = (id: string, memberId: string) => api.delete(`/venues/${id}/members/${memberId}`)

export function entriesOf(id: string, day: string, cursor: string | null): Promise<Page<Entry>> {
  const from = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
  return api.get<Page<Entry>>(`/venues/${id}/visits?day=${day}&limit=50${from}`)
}
