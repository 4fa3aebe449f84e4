/**
 * Resident ID numbers (GB 11643): 6 digits address, 8 birth date, 3 sequence, 1 check character (ISO 7064
 * MOD 11-2). HK/Macao/Taiwan residence permits and the foreign permanent-resident card since 2023 use the form too.
 */
export { number as tidyNumber } from '../text/kinds'

export type IdPart = 'length' | 'characters' | 'address' | 'birth' | 'check'

export type IdCheck = { ok: true; birthDate: string; sex: 'male' | 'female' } | { ok: false; part: IdPart }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = '10X98765432'
const PERMIT_AREAS = new Set(['810000', '820000', '830000'])

/** Where each part sits, for showing the number in its groups. */
export const ID_GROUPS: { part: IdPart; from: number; to: number }[] = [
  { part: 'address', from: 0, to: 6 },
  { part: 'birth', from: 6, to: 14 },
  { part: 'length', from: 14, to: 17 },
  { part: 'check', from: 17, to: 18 },
]

function realDate(compact: string, today: string): string | null {
  const iso = `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`
  const parsed = new Date(`${iso}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== iso) return null
  return iso >= '1850-01-01' && iso <= today ? iso : null
}

function checkCharacter(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

/** Checks one number; `kind` tells which address codes can be. An address code of an old county is no error. */
export function checkResidentId(
  number: string,
  kind: 'id_card' | 'residence_permit' | 'foreign_permanent',
  today: string,
): IdCheck {
  if (number.length !== 18) return { ok: false, part: 'length' }
  if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, part: 'characters' }
  if (!addressFits(number, kind)) return { ok: false, part: 'address' }
  const birthDate = realDate(number.slice(6, 14), today)
  if (!birthDate) return { ok: false, part: 'birth' }
  if (checkCharacter(number) !== number[17]) return { ok: false, part: 'check' }
  return { ok: true, birthDate, sex: Number(number[16]) % 2 ? 'male' : 'female' }
}

function addressFits(number: string, kind: string): boolean {
  if (kind === 'residence_permit') return PERMIT_AREAS.has(number.slice(0, 6))
  if (kind === 'foreign_permanent') return number.startsWith('9')
  return /^[1-6]/.test(number)
}

/** The part that is wrong already while typing, or null while the rest could still make the number right. */
export function wrongSoFar(number: string, kind: Parameters<typeof checkResidentId>[1], today: string): IdPart | null {
  if (number.length > 18) return 'length'
  if (!/^\d{0,17}[\dX]?$/.test(number) || /X./.test(number)) return 'characters'
  if (number.length >= 6 && !addressFits(number, kind)) return 'address'
  if (number.length >= 14 && !realDate(number.slice(6, 14), today)) return 'birth'
  if (number.length === 18 && checkCharacter(number) !== number[17]) return 'check'
  return null
}
