import type { DocumentType } from '../api/types'
import { type IdPart, checkResidentId, tidyNumber } from './residentId'

export type DocumentFault = IdPart | 'empty' | 'form'

/** Documents whose number says birth date and sex, so that nobody is asked for them. */
export function hasResidentForm(type: DocumentType, number: string): boolean {
  if (type === 'id_card' || type === 'residence_permit') return true
  return type === 'foreign_permanent' && !/^[A-Z]/.test(tidyNumber(number))
}

/** Whether the document enters the passport way: with its country, its end and the person's own dates. */
export function entersAsPassport(type: DocumentType): boolean {
  return !['id_card', 'residence_permit', 'foreign_permanent'].includes(type)
}

const FORMS: Partial<Record<DocumentType, RegExp>> = {
  foreign_permanent: /^[A-Z]{3}\d{12}$/,
  passport: /^[A-Z0-9]{5,12}$/,
  travel_document: /^[A-Z0-9]{5,12}$/,
  hk_macao_permit: /^[A-Z]\d{8}(\d{2})?$/,
  taiwan_permit: /^(\d{8}|\d{10}[A-Z]?|[A-Z]\d{8,10})$/,
}

/** What is wrong with a whole number, or null. The API decides; this only spares a trip over the network. */
export function documentFault(type: DocumentType, typed: string, today: string): DocumentFault | null {
  const number = tidyNumber(typed)
  if (!number) return 'empty'
  if (hasResidentForm(type, number)) {
    const check = checkResidentId(number, type as 'id_card', today)
    return check.ok ? null : check.part
  }
  return FORMS[type]?.test(number) ? null : 'form'
}
