/** What the API sends and takes; names and values are those of the contract. */

export type Colour = 'green' | 'yellow' | 'red'
export type Certification = 'pending' | 'certified' | 'refused'
export type Scheme = 'domestic' | 'international'

export const DOCUMENT_TYPES = [
  'id_card',
  'residence_permit',
  'foreign_permanent',
  'passport',
  'travel_document',
  'hk_macao_permit',
  'taiwan_permit',
] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]

export const SYMPTOMS = [
  'fever',
  'dry_cough',
  'fatigue',
  'sore_throat',
  'shortness_of_breath',
  'diarrhea',
  'other_respiratory',
] as const
export type Symptom = (typeof SYMPTOMS)[number]

export const CONTACT_KINDS = ['confirmed', 'suspected', 'symptomatic'] as const
export type ContactKind = 'none' | (typeof CONTACT_KINDS)[number]

export const TEST_RESULTS = ['negative', 'positive', 'pending'] as const
export type TestResult = 'none' | (typeof TEST_RESULTS)[number]

export interface Page<T> {
  items: T[]
  next_cursor?: string | null
}

export interface Challenge {
  challenge_id: string
  expires_at: string
  resend_after: string | number
}

export interface SessionTokens {
  access_token: string
  access_expires_at: string
  refresh_token: string
  session_id?: string
  account?: { id: string; roles?: string[] }
  /** Proof that this device has logged in before: strangers cannot use up its share of text messages. */
  device_token?: string | null
}

export interface PersonDocument {
  type: DocumentType
  number?: string
  number_masked?: string
  last4?: string
  country?: string | null
  expires_on?: string | null
}

export interface Person {
  id: string
  relation: 'self' | 'dependant'
  entry?: 'id_card' | 'passport'
  /** The schemes in which the person holds a code. */
  schemes?: Scheme[]
  name?: string
  name_masked?: string
  document?: PersonDocument
  birth_date?: string | null
  sex?: string | null
  nationality?: string | null
  /** Only staff can change the document number: its photo was accepted. */
  number_fixed?: boolean
  residence?: string
  address?: string | null
  certification?: Certification
}

export const DEPENDANT_REASONS = ['child', 'elderly', 'ill', 'disabled'] as const
export type DependantReason = (typeof DEPENDANT_REASONS)[number]

export interface PersonForm {
  entry: 'id_card' | 'passport'
  scheme: Scheme
  relation: 'self' | 'dependant'
  name: string
  dependant_reason?: DependantReason
  document: { type: DocumentType; number: string; country?: string; expires_on?: string; zone?: string[] }
  birth_date?: string
  sex?: string
  nationality?: string
  residence?: string
  address?: string
}

export interface Stay {
  region: string
  from: string
  until: string
}

export interface DeclarationForm {
  temperature: number
  symptoms: Symptom[]
  contact: { kind: ContactKind; on?: string | null }
  test: { result: TestResult; on?: string | null }
  location: string
  stays: Stay[]
  /** `self` when a dependant files without help; otherwise the API knows. */
  filed_by?: 'self'
}

export interface Declaration extends Omit<DeclarationForm, 'filed_by'> {
  id: string
  at: string
  filed_by?: 'self' | 'proxy'
  /** What staff struck of it on evidence. */
  annulled?: { kind: 'mistaken' | 'not_theirs'; at: string } | null
}

export interface Hold {
  rule: string
  text: string
  since: string
  clears_on: string | null
  checkins_required: number
  checkins_done: number
}

export interface HealthCode {
  person_id: string
  scheme: Scheme
  colour: Colour | null
  grade: string | null
  holds: Hold[]
  checkin?: { required: boolean; done_today: boolean; streak: number }
  valid_until: string | null
  expired: boolean
  rules_version?: string
  updated_at: string | null
  certification?: Certification
  token: string | null
  token_expires_at: string | null
  streak?: { days: number; since: string | null; last_at: string | null; next_due_at: string | null }
  boardable?: boolean
  /** Whether this traveller is obliged to file. */
  required?: boolean
  trip?: Trip | null
  risks?: Risk[]
  earliest_boarding_on?: string | null
  /** The journey is over: nothing is asked for any more. */
  closed?: boolean
}

export interface Risk {
  kind: 'lapsed' | 'unhealthy' | 'photos_missing'
  text: string
  earliest_boarding_on: string | null
}

export interface Airport {
  code: string
  name: string
  city: string
  country: string
  timezone: string
}

export interface Transit {
  country: string
  left_airport: boolean
}

export interface TripForm {
  flight_number?: string
  /** An instant with its offset, or the expected day without a ticket. */
  departs_at: string
  from_country: string
  transit: Transit[]
  destination: string
  ticketed: boolean
  departure_airport?: string
}

export interface Trip extends Omit<TripForm, 'flight_number' | 'departure_airport'> {
  flight_number: string | null
  departure_airport: string | null
  /** The policy day that counts. */
  departs_on: string
  departs_beijing: string
  departs_local: string
  departure: Airport | null
  arrival: Airport | null
}

export const PHOTO_KINDS = ['passport', 'holding'] as const
export type PhotoKind = (typeof PHOTO_KINDS)[number]

export interface Photo {
  id: string
  kind: PhotoKind
  status: 'awaiting' | 'received' | 'rejected' | 'accepted'
  reason: string | null
  at: string
}

export interface Upload {
  photo: Photo
  upload: { url: string; fields: Record<string, string>; expires_at: string }
}

export interface QuietHours {
  from: string
  until: string
  timezone: string
}

export interface Preferences {
  language: 'zh-CN' | 'en'
  sms: boolean
  quiet_hours: QuietHours | null
  /** The confirmed address, masked. */
  email: string | null
}

export interface InboxMessage {
  id: string
  at: string
  title?: string
  text: string
  kind?: string
  person_id?: string
  /** What became of the text message, and of the e-mail in its place. */
  delivery?: string | null
  email?: string | null
  read_at?: string | null
}

export type VerifyReason =
  | 'malformed'
  | 'bad_signature'
  | 'unknown_key'
  | 'expired'
  | 'not_yet_valid'
  | 'wrong_issuer'
  | 'revoked'
  | 'not_a_health_code'

export interface Verification {
  valid: boolean
  reason: VerifyReason | null
  colour: Colour | null
  certification: Certification | null
  name_masked: string | null
  document_last4: string | null
  issued_at: string | null
  expires_at: string | null
  checked_at: string
  live: boolean
  presentation: 'device' | 'copy' | 'stale' | null
}
