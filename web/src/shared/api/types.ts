/**
 * The pages' names for what the API sends and takes. The shapes come from its own description (generated.ts); where an
 * answer leaves a word open, the request for the same thing says which words there are.
 */
import type {
  AskedPhoto,
  AskedVenue,
  CheckResult,
  Code,
  CodeAtTheDoor,
  Companion,
  ContactDeclared,
  DocumentView,
  Entered,
  KeySet,
  Message,
  NewAppeal,
  NewDeclaration,
  NewPerson,
  NewSession,
  NewTrip,
  Person as WholePerson,
  PreferencesShown,
  RevocationList,
  Session,
  StayView,
  TestDeclared,
  TripShown,
  Verified,
  Venue,
  Workplace,
} from './generated'

export type { Airport, Appeal, Challenge, Declaration, Hold, Look, Member, Photo, PublicKey, QuietHours, Risk, Venue, Violation, Visit } from './generated'

export type Colour = NonNullable<Code['colour']>
export type Scheme = Code['scheme']
export type Certification = Code['certification']
export type DocumentType = DocumentView['type']
export type Symptom = NewDeclaration['symptoms'][number]
export type ContactKind = ContactDeclared['kind']
export type TestResult = TestDeclared['result']
export type DependantReason = NonNullable<NewPerson['dependant_reason']>
export type PhotoKind = AskedPhoto['photo']['kind']
export type VenueType = AskedVenue['type']
export type VenueRole = Workplace['role']
export type Category = NewAppeal['category']

/** One page of any list. */
export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

type Kept = Pick<WholePerson, 'id' | 'relation' | 'entry' | 'schemes' | 'residence' | 'certification' | 'number_fixed' | 'name_fixed' | 'name_masked' | 'waiting'>
/** A person as a page knows them: from the device only what the code screen shows, all of it once the API has answered. */
export type Person = Kept & Partial<Omit<WholePerson, keyof Kept | 'document'>> & {
  document: Pick<DocumentView, 'type' | 'last4'> & Partial<DocumentView>
}

export type SessionTokens = Session
export type Credentials = NewSession
export type HealthCode = Code
export type Trip = TripShown
export type TripForm = NewTrip
export type PersonForm = NewPerson
export type Stay = StayView
export type DeclarationForm = NewDeclaration
export type Upload = AskedPhoto
export type Preferences = PreferencesShown
export type InboxMessage = Message
export type Verification = Verified
export type DeliveredCheck = CheckResult
export type KeyDocument = KeySet
export type DoorCode = CodeAtTheDoor
export type VenueEntry = Entered
/** A venue, and what one is there; nothing for staff who only look at it. */
export type OwnVenue = Venue & Partial<Pick<Workplace, 'role'>>
/** What a gate keeps of a list of ended codes. */
export type ListEntry = Pick<RevocationList, 'id' | 'kind' | 'since' | 'until' | 'statement'>
/** One person's part of the answer to a scan; of the code the description says nothing, so this page says what it is. */
export type EnteredPerson = Omit<Companion, 'code'> & { code: HealthCode }
