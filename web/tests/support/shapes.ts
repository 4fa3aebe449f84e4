import type { Declaration, HealthCode, Person, Photo, SessionTokens, Trip } from '../../src/shared/api/types'

/** What the API answers about made-up people, whole; a test names what matters to it. */

export const aPerson = (changes: Partial<Person> = {}): Person => ({
  id: 'p',
  relation: 'self',
  entry: 'id_card',
  schemes: ['domestic'],
  residence: '630102',
  certification: 'certified',
  number_fixed: false,
  name_fixed: true,
  waiting: null,
  name_masked: '张*',
  document: { type: 'id_card', last4: '002X' },
  ...changes,
})

export const aCode = (changes: Partial<HealthCode> = {}): HealthCode => ({
  person_id: 'p',
  scheme: 'domestic',
  colour: 'green',
  grade: '00',
  holds: [],
  checkin: { required: false, done_today: false, streak: 0, abnormal_today: false },
  valid_until: null,
  expired: false,
  rules_version: '1',
  updated_at: '2020-03-12T08:00:00+08:00',
  certification: 'certified',
  name_masked: '张*',
  document_last4: '002X',
  pass_text: '',
  withheld: false,
  token: 'HC1:A',
  token_expires_at: null,
  ...changes,
})

export const aDeclaration = (changes: Partial<Declaration> = {}): Declaration => ({
  id: 'd',
  at: '2020-03-11T08:00:00+08:00',
  filed_by: 'self',
  annulled: null,
  temperature: 36.6,
  symptoms: [],
  contact: { kind: 'none' },
  test: { result: 'none' },
  location: '630102',
  stays: [],
  ...changes,
})

export const aTrip = (changes: Partial<Trip> = {}): Trip => ({
  flight_number: 'CA950',
  departs_at: '2026-12-04T12:20:00+01:00',
  from_country: 'IT',
  transit: [],
  destination: 'PVG',
  ticketed: true,
  departure_airport: 'MXP',
  departs_on: '2026-12-04',
  departs_beijing: '',
  departs_local: '',
  departure: null,
  arrival: null,
  updated_at: '2026-11-20T08:00:00+08:00',
  ...changes,
})

export const aPhoto = (status: Photo['status']): Photo => ({
  id: 'ph',
  kind: 'passport',
  status,
  reason_code: null,
  reason: null,
  at: '2026-11-20T08:00:00+08:00',
  received_at: null,
  decided_at: null,
  width: null,
  height: null,
})

export const someTokens = (serial: number): SessionTokens => ({
  access_token: `access${serial}`,
  access_expires_at: '2020-03-12T10:00:00+08:00',
  refresh_token: `refresh${serial}`,
  session_id: 's1',
  account: { id: 'a1', roles: ['resident'], region: '' },
})
