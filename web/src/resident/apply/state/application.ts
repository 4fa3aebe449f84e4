import { keyFor, settle } from '../../../shared/api/idempotency'
import type { DocumentType, Person, PersonForm } from '../../../shared/api/types'
import { documentFault, entersAsPassport, hasResidentForm } from '../../../shared/identity/documents'
import { tidyNumber } from '../../../shared/identity/residentId'
import { name as plainName, prose } from '../../../shared/text/kinds'
import { policyDay } from '../../../shared/time/dates'
import { api } from '../../account/state/account'
import { people, selectPerson, setPeople } from '../../account/state/people'

export const APPLY_STEPS = ['name', 'document', 'details', 'residence', 'address'] as const
export type ApplyStep = (typeof APPLY_STEPS)[number]

export interface ApplyForm {
  name: string
  type: DocumentType
  number: string
  country: string
  expiresOn: string
  birthDate: string
  sex: 'male' | 'female' | null
  nationality: string
  residence: string
  address: string
}

export const blankApplication = (): ApplyForm => ({
  name: '',
  type: 'id_card',
  number: '',
  country: '',
  expiresOn: '',
  birthDate: '',
  sex: null,
  nationality: '',
  residence: '',
  address: '',
})

/** The steps this person has to walk: whose number says birth date and sex is not asked for them. */
export function stepsFor(form: ApplyForm): ApplyStep[] {
  return APPLY_STEPS.filter((step) => step !== 'details' || !hasResidentForm(form.type, form.number))
}

/** The step that holds a field of the API's body. */
export function stepOf(field: string): ApplyStep {
  if (field === 'document.number' || field === 'document.type') return 'document'
  if (field === 'name' || field === 'residence' || field === 'address') return field
  return 'details'
}

/** Keys of the sentences for what is missing or wrong in one step, by field. */
export function stepFaults(step: ApplyStep, form: ApplyForm): Record<string, string> {
  const found: Record<string, string> = {}
  if (step === 'name' && !plainName(form.name)) found.name = 'apply.nameEmpty'
  if (step === 'document') {
    const fault = documentFault(form.type, form.number, policyDay())
    if (fault) found['document.number'] = `document.${fault}`
  }
  if (step === 'details') Object.assign(found, detailFaults(form))
  if (step === 'residence' && !form.residence) found.residence = 'apply.residenceEmpty'
  return found
}

/** The fields of `details` by the name under which their sentences stand. */
export const DETAILS: Record<string, string> = {
  birth_date: 'birth',
  sex: 'sex',
  nationality: 'nationality',
  'document.country': 'issuer',
  'document.expires_on': 'expires',
}

function detailFaults(form: ApplyForm): Record<string, string> {
  const needed: Record<string, unknown> = { birth_date: form.birthDate, sex: form.sex }
  if (entersAsPassport(form.type)) {
    Object.assign(needed, { 'document.country': form.country, 'document.expires_on': form.expiresOn, nationality: form.nationality })
  }
  return Object.fromEntries(
    Object.entries(needed)
      .filter(([, value]) => !value)
      .map(([field]) => [field, `apply.missing.${DETAILS[field]}`]),
  )
}

/** The body of `POST /v1/people`; what the number says already is left out. */
export function personForm(form: ApplyForm): PersonForm {
  const passport = entersAsPassport(form.type)
  const body: PersonForm = {
    entry: passport ? 'passport' : 'id_card',
    scheme: 'domestic',
    relation: 'self',
    name: plainName(form.name),
    document: { type: form.type, number: tidyNumber(form.number) },
    residence: form.residence,
  }
  if (prose(form.address)) body.address = prose(form.address)
  if (!hasResidentForm(form.type, form.number)) Object.assign(body, { birth_date: form.birthDate, sex: form.sex })
  if (passport) {
    body.nationality = form.nationality
    Object.assign(body.document, { country: form.country, expires_on: form.expiresOn })
  }
  return body
}

export async function apply(form: ApplyForm): Promise<Person> {
  const body = personForm(form)
  const answer = await api.post('/people', body, { key: keyFor('person', body) })
  settle('person')
  setPeople([...people.value.filter((known) => known.id !== answer.id), answer])
  selectPerson(answer.id)
  return answer
}
