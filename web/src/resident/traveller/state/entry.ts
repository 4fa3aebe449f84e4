import { keyFor, settle } from '../../../shared/api/idempotency'
import { type DependantReason, type DocumentType, type Person, type PersonForm, type Scheme } from '../../../shared/api/types'
import { documentFault, entersAsPassport, hasResidentForm } from '../../../shared/identity/documents'
import { checkResidentId, tidyNumber } from '../../../shared/identity/residentId'
import { type Zone, readZone, sameBirth } from '../../../shared/identity/zone'
import { name as plainName } from '../../../shared/text/kinds'
import { policyDay } from '../../../shared/time/dates'
import { api } from '../../account/state/account'
import { people, refreshPeople, selectPerson, setPeople } from '../../account/state/people'
import { DETAILS } from '../../apply/state/application'
import { chooseScheme } from '../../code/state/schemes'

export const ENTRY_STEPS = ['reason', 'entry', 'zone', 'name', 'number', 'details', 'residence', 'review'] as const
export type EntryStep = (typeof ENTRY_STEPS)[number]

/** An application for a journey, for oneself or for a dependant, as it is being typed. */
export interface EntryDraft {
  reason: DependantReason | null
  type: DocumentType | null
  zone: string
  /** The document has no machine-readable lines, or they cannot be read. */
  noZone: boolean
  name: string
  number: string
  country: string
  expiresOn: string
  birthDate: string
  sex: 'male' | 'female' | null
  nationality: string
  residence: string
}

export const blankEntry = (): EntryDraft => ({
  reason: null,
  type: null,
  zone: '',
  noZone: false,
  name: '',
  number: '',
  country: '',
  expiresOn: '',
  birthDate: '',
  sex: null,
  nationality: '',
  residence: '',
})

/** For whom, and in which scheme; `known` is the account's own person who gets the other scheme too. */
export interface EntryFor {
  relation: 'self' | 'dependant'
  scheme: Scheme
  known?: Person | null
}

/** Under which name the reasons stand: at home nobody asks about a plane. */
export const reasonsOf = (scheme: Scheme) => (scheme === 'domestic' ? 'reasonsHome' : 'reasons')

export const WITH_CARD: DocumentType[] = ['id_card', 'residence_permit', 'foreign_permanent']
export const WITHOUT_CARD: DocumentType[] = ['passport', 'travel_document', 'hk_macao_permit', 'taiwan_permit']
export const OLDEST_CHILD = 12

/** Passports and travel documents carry the lines; permits are cards of another make. */
export const hasZone = (type: DocumentType | null) => type === 'passport' || type === 'travel_document'

export const zoneOf = (draft: EntryDraft): Zone | null =>
  hasZone(draft.type) && !draft.noZone ? readZone(draft.zone, policyDay()).zone : null

/** What the zone says, put into the form; what it leaves open stays as it was. */
export function takeZone(draft: EntryDraft): void {
  const zone = zoneOf(draft)
  if (!zone) return
  Object.assign(draft, { number: zone.number, expiresOn: zone.expiresOn ?? '', name: zone.name || draft.name })
  if (zone.birthDate) draft.birthDate = zone.birthDate
  if (zone.sex) draft.sex = zone.sex
  if (zone.issuer) draft.country = zone.issuer
  if (zone.nationality || zone.stateless) draft.nationality = zone.nationality ?? ''
}

/** The steps this application has to walk: what the number or the zone says is not asked again. */
export function entrySteps(draft: EntryDraft, whom: EntryFor): EntryStep[] {
  if (whom.known) return ['number', 'review']
  // A zone that is not whole yet will be: the way is as long as it will turn out.
  const readsZone = hasZone(draft.type) && !draft.noZone
  const asked: Record<EntryStep, boolean> = {
    reason: whom.relation === 'dependant',
    entry: true,
    zone: hasZone(draft.type),
    name: true,
    number: !readsZone,
    details: draft.type !== null && !hasResidentForm(draft.type, draft.number) && !(readsZone && (!zoneOf(draft) || complete(draft))),
    residence: whom.scheme === 'domestic',
    review: true,
  }
  return ENTRY_STEPS.filter((step) => asked[step])
}

const complete = (draft: EntryDraft) => !Object.keys(detailFaults(draft)).length

export function entryStepOf(field: string): EntryStep {
  const known: Record<string, EntryStep> = {
    dependant_reason: 'reason',
    'document.type': 'entry',
    entry: 'entry',
    'document.zone': 'zone',
    name: 'name',
    'document.number': 'number',
    residence: 'residence',
  }
  if (known[field]) return known[field]
  return ['birth_date', 'sex', 'nationality', 'document.country', 'document.expires_on'].includes(field) ? 'details' : 'review'
}

type Faults = Record<string, string>

const unless = (given: unknown, field: string, key: string): Faults => (given ? {} : { [field]: key })

function detailFaults(draft: EntryDraft): Faults {
  const today = policyDay()
  const needed: Record<string, unknown> = { birth_date: draft.birthDate, sex: draft.sex }
  if (draft.type && entersAsPassport(draft.type)) {
    const zone = zoneOf(draft)
    needed['document.country'] = draft.country
    needed['document.expires_on'] = draft.expiresOn || (zone && !zone.expiresOn)
    needed.nationality = draft.nationality || zone?.stateless
  }
  const found: Faults = Object.fromEntries(Object.entries(needed).filter(([, value]) => !value).map(([field]) => [field, `apply.missing.${DETAILS[field]}`]))
  if (draft.birthDate > today) found.birth_date = 'entry.birthFuture'
  if (draft.expiresOn && draft.expiresOn < today) found['document.expires_on'] = 'entry.expired'
  return found
}

function zoneFaults(draft: EntryDraft): Faults {
  if (draft.noZone) return {}
  const { fault, zone } = readZone(draft.zone, policyDay())
  if (fault) return { 'document.zone': `entry.zone.${fault}` }
  return zone?.expiresOn && zone.expiresOn < policyDay() ? { 'document.zone': 'entry.expired' } : {}
}

/** Typed data and zone have to agree. */
function disagreements(draft: EntryDraft): Faults {
  const zone = zoneOf(draft)
  if (!zone) return {}
  const pairs: [string, string | null, string | null][] = [
    ['document.number', zone.number, tidyNumber(draft.number)],
    ['birth_date', zone.born, sameBirth(zone.born, draft.birthDate) ? zone.born : draft.birthDate],
    ['document.expires_on', zone.expiresOn, draft.expiresOn],
    ['sex', zone.sex, draft.sex],
    ['nationality', zone.nationality, draft.nationality],
    ['document.country', zone.issuer, draft.country],
  ]
  return Object.fromEntries(pairs.filter(([, said, typed]) => said && typed && said !== typed).map(([field]) => [field, 'entry.zone.disagrees']))
}

/** The birth date as far as it is known: typed, in the zone, or in the number. */
export function bornOn(draft: EntryDraft): string {
  if (!draft.type || !hasResidentForm(draft.type, draft.number)) return draft.birthDate
  const found = checkResidentId(tidyNumber(draft.number), draft.type as 'id_card', policyDay())
  return found.ok ? found.birthDate : ''
}

/** Whole years on a day: a birthday counts from its beginning. */
export function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return born.slice(5) > day.slice(5) ? years - 1 : years
}

/** Said at the field that tells the age, as soon as it does. */
function childFaults(draft: EntryDraft, whom: EntryFor, field: string): Faults {
  const born = bornOn(draft)
  if (whom.relation !== 'dependant' || draft.reason !== 'child' || !born) return {}
  return ageOn(born, policyDay()) > OLDEST_CHILD ? { [field]: 'entry.childTooOld' } : {}
}

function numberFaults(draft: EntryDraft): Faults {
  if (!draft.type) return {}
  const fault = documentFault(draft.type, draft.number, policyDay())
  return fault ? { 'document.number': `document.${fault}` } : {}
}

/** Keys of sentences for what one step lacks, by field of the API's body. */
export function entryFaults(step: EntryStep, draft: EntryDraft, whom: EntryFor): Faults {
  const checks: Record<EntryStep, () => Faults> = {
    reason: () => unless(draft.reason, 'dependant_reason', 'entry.chooseReason'),
    entry: () => unless(draft.type, 'document.type', 'entry.chooseDocument'),
    zone: () => ({ ...childFaults(draft, whom, 'document.zone'), ...zoneFaults(draft) }),
    name: () => unless(plainName(draft.name), 'name', 'apply.nameEmpty'),
    number: () => ({ ...childFaults(draft, whom, 'document.number'), ...numberFaults(draft) }),
    details: () => ({ ...childFaults(draft, whom, 'birth_date'), ...detailFaults(draft) }),
    residence: () => unless(draft.residence, 'residence', 'apply.residenceEmpty'),
    review: () => ({ ...disagreements(draft), ...childFaults(draft, whom, 'dependant_reason') }),
  }
  return checks[step]()
}

/** The body of `POST /v1/people`; what the number says already is left out. */
export function entryForm(draft: EntryDraft, whom: EntryFor): PersonForm {
  const type = draft.type!
  const passport = entersAsPassport(type)
  const body: PersonForm = {
    entry: passport ? 'passport' : 'id_card',
    scheme: whom.scheme,
    relation: whom.relation,
    name: plainName(draft.name),
    document: { type, number: tidyNumber(draft.number) },
  }
  if (whom.relation === 'dependant') body.dependant_reason = draft.reason!
  if (draft.residence) body.residence = draft.residence
  if (!hasResidentForm(type, draft.number)) Object.assign(body, { birth_date: draft.birthDate, sex: draft.sex })
  if (passport) {
    if (draft.nationality) body.nationality = draft.nationality
    body.document.country = draft.country
    if (draft.expiresOn) body.document.expires_on = draft.expiresOn
    if (zoneOf(draft)) body.document.zone = readZone(draft.zone, policyDay()).rows
  }
  return body
}

/** What is known of somebody already, for adding the other scheme: only the number has to be typed again. */
export function knownEntry(person: Person): Partial<EntryDraft> {
  const { document } = person
  return {
    type: document?.type ?? 'id_card',
    noZone: true,
    name: person.name ?? '',
    country: document?.country ?? '',
    expiresOn: document?.expires_on ?? '',
    birthDate: person.birth_date ?? '',
    sex: (person.sex as 'male' | 'female' | null) ?? null,
    nationality: person.nationality ?? '',
    residence: person.residence ?? '',
  }
}

export async function enter(draft: EntryDraft, whom: EntryFor): Promise<Person> {
  const body = entryForm(draft, whom)
  const answer = await api.post('/people', body, { key: keyFor(`person.${whom.relation}`, body) })
  settle(`person.${whom.relation}`)
  setPeople([...people.value.filter((known) => known.id !== answer.id), answer])
  await refreshPeople().catch(() => undefined)
  selectPerson(answer.id)
  // Whoever adds the other edition wants to see it; the code screen offers the way back.
  if ((answer.schemes?.length ?? 0) > 1) chooseScheme(answer.id, whom.scheme)
  return answer
}
