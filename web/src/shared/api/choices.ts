/** The API's closed sets in the order in which forms offer them. A value that the API adds is a type error here until it stands in its list, and in the words. */
import type { Category, ContactKind, DependantReason, DocumentType, PhotoKind, Symptom, TestResult, VenueType } from './types'

/** A list that names every value of a type. */
const every = <Value extends string>() =>
  <const List extends readonly Value[]>(list: Exclude<Value, List[number]> extends never ? List : never): List => list

export const DOCUMENT_TYPES = every<DocumentType>()([
  'id_card',
  'residence_permit',
  'foreign_permanent',
  'passport',
  'travel_document',
  'hk_macao_permit',
  'taiwan_permit',
])

export const SYMPTOMS = every<Symptom>()([
  'fever',
  'dry_cough',
  'fatigue',
  'sore_throat',
  'shortness_of_breath',
  'diarrhea',
  'other_respiratory',
])

export const CONTACT_KINDS = every<ContactKind>()(['none', 'confirmed', 'suspected', 'symptomatic'])
export const TEST_RESULTS = every<TestResult>()(['none', 'negative', 'positive', 'pending'])
export const DEPENDANT_REASONS = every<DependantReason>()(['child', 'elderly', 'ill', 'disabled'])
export const PHOTO_KINDS = every<PhotoKind>()(['passport', 'holding'])
export const CATEGORIES = every<Category>()(['colour', 'not_me', 'declaration', 'checkpoint', 'account', 'rules', 'credit', 'partner', 'other'])

export const VENUE_TYPES = every<VenueType>()([
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
])
