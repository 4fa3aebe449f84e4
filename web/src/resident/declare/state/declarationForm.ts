import { CONTACT_KINDS, SYMPTOMS, TEST_RESULTS } from '../../../shared/api/choices'
import type { ContactKind, Declaration, DeclarationForm, Stay, Symptom, TestResult } from '../../../shared/api/types'
import { decimal } from '../../../shared/text/kinds'
import { addDays, policyDay } from '../../../shared/time/dates'

export const QUESTIONS = ['temperature', 'symptoms', 'contact', 'test', 'location', 'stays', 'confirm'] as const
export type Question = (typeof QUESTIONS)[number]

/** Answers as they are being given: empty until answered. */
export interface Answers {
  /** The policy day of the temperature. */
  day: string
  temperature: string
  well: boolean
  symptoms: Symptom[]
  contact: ContactKind | null
  contactOn: string
  test: TestResult | null
  testOn: string
  location: string
  away: 'yes' | 'no' | null
  stays: Stay[]
  /** A dependant files without help. */
  alone: boolean
  truth: boolean
}

export const STAY_DAYS = 14
const FEVER = 37.3

export const blankAnswers = (location = ''): Answers => ({
  day: policyDay(),
  temperature: '',
  well: false,
  symptoms: [],
  contact: null,
  contactOn: '',
  test: null,
  testOn: '',
  location,
  away: null,
  stays: [],
  alone: false,
  truth: false,
})

/** The last answers offered for confirmation. A fever is never assumed again, stays that are over 14 days old are gone. */
export function answersFrom(last: Declaration, today: string = policyDay()): Answers {
  const stays = last.stays.filter((stay) => stay.until >= addDays(today, -STAY_DAYS))
  return {
    day: today,
    temperature: last.temperature < FEVER ? last.temperature.toFixed(1) : '',
    well: last.symptoms.length === 0,
    symptoms: SYMPTOMS.filter((symptom) => last.symptoms.includes(symptom)),
    contact: CONTACT_KINDS.find((kind) => kind === last.contact.kind) ?? null,
    contactOn: last.contact.on ?? '',
    test: TEST_RESULTS.find((result) => result === last.test.result) ?? null,
    testOn: last.test.on ?? '',
    location: last.location,
    away: stays.length ? 'yes' : 'no',
    stays: stays.map((stay) => ({ ...stay })),
    alone: false,
    truth: false,
  }
}

/** Degrees from what people type: 36.5, 36,5, 36。5 or 365. Null when it is no number. */
export function degrees(typed: string): number | null {
  const plain = decimal(typed)
  if (/^\d{3}$/.test(plain)) return Number(plain) / 10
  return /^\d{2}(\.\d?)?$/.test(plain) ? Number(plain) : null
}

type Faults = Record<string, string>

const faultIf = (wrong: boolean, field: string, key: string): Faults => (wrong ? { [field]: key } : {})

function dated(question: 'contact' | 'test', on: string, needed: boolean, today: string): Faults {
  return faultIf(needed && (!on || on > today), `${question}.on`, `declare.${question}.day`)
}

function stayFaults(stays: Stay[], today: string): Faults {
  const found: Faults = {}
  stays.forEach((stay, at) => {
    if (!stay.region) found[`stays.${at}.region`] = 'declare.stays.needed'
    if (!stay.from || stay.from > today) found[`stays.${at}.from`] = 'declare.stays.arrival'
    if (!stay.until) found[`stays.${at}.until`] = 'declare.stays.departure'
    else if (stay.until > today || stay.until < stay.from) found[`stays.${at}.until`] = 'declare.stays.order'
    else if (stay.until < addDays(today, -STAY_DAYS)) found[`stays.${at}.until`] = 'declare.stays.early'
  })
  return found
}

const CHECKS: Record<Question, (answers: Answers, today: string) => Faults> = {
  temperature({ temperature }) {
    if (!temperature.trim()) return faultIf(true, 'temperature', 'declare.temperature.empty')
    const value = degrees(temperature)
    return faultIf(value === null || value < 30 || value > 45, 'temperature', 'declare.temperature.range')
  },
  symptoms: ({ well, symptoms }) => faultIf(!well && !symptoms.length, 'symptoms', 'declare.symptoms.choose'),
  contact({ contact, contactOn }, today) {
    if (!contact) return { 'contact.kind': 'declare.contact.choose' }
    return dated('contact', contactOn, contact !== 'none', today)
  },
  test({ test, testOn }, today) {
    if (!test) return { 'test.result': 'declare.test.choose' }
    return dated('test', testOn, test !== 'none', today)
  },
  location: ({ location }) => faultIf(!location, 'location', 'declare.location.empty'),
  stays({ away, stays }, today) {
    if (!away) return { stays: 'declare.stays.choose' }
    return away === 'yes' ? stayFaults(stays, today) : {}
  },
  confirm: ({ truth }) => faultIf(!truth, 'truth', 'declare.confirm.choose'),
}

/** Keys of sentences for what one question lacks, by field of the API's body. */
export const questionFaults = (question: Question, answers: Answers, today: string = policyDay()): Faults =>
  CHECKS[question](answers, today)

/** The question that holds a field of the API's body. */
export function questionOf(field: string): Question {
  const head = field.split('.')[0] as Question
  return QUESTIONS.includes(head) ? head : 'confirm'
}

/** The body of `POST …/declarations`; only for answers without faults. */
export function declarationForm(answers: Answers): DeclarationForm {
  const { contact, test } = answers
  return {
    ...(answers.alone ? { filed_by: 'self' as const } : {}),
    temperature: degrees(answers.temperature) ?? 0,
    symptoms: answers.well ? [] : [...answers.symptoms],
    contact: contact && contact !== 'none' ? { kind: contact, on: answers.contactOn } : { kind: 'none' },
    test: test && test !== 'none' ? { result: test, on: answers.testOn } : { result: 'none' },
    location: answers.location,
    stays: answers.away === 'yes' ? answers.stays.map(({ region, from, until }) => ({ region, from, until })) : [],
  }
}
