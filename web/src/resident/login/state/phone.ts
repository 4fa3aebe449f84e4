import { callingCodes } from '../../../shared/places/callingCodes'
import { useDraft } from '../../../shared/storage/drafts'

export interface PhoneForm {
  country: string
  number: string
}

export const callingCode = (country: string): string => callingCodes.find((entry) => entry.country === country)?.code ?? '86'

export function usePhone() {
  const { form } = useDraft<PhoneForm>('phone', () => ({ country: 'CN', number: '' }))
  return { form, full: () => fullNumber(form) }
}

/** Digits as typed, with full-width ones made plain; a leading + or 00 means that the country is in the number. */
export function fullNumber({ country, number }: PhoneForm): string {
  const plain = number.normalize('NFKC').replace(/[^\d+]/g, '')
  if (plain.startsWith('+')) return plain
  if (plain.startsWith('00')) return `+${plain.slice(2)}`
  return `+${callingCode(country)}${plain}`
}

/** The key of what is plainly wrong with a number, or null; the API knows the rules of every country. */
export function phoneFault(form: PhoneForm): string | null {
  if (!form.number.trim()) return 'login.phoneEmpty'
  const full = fullNumber(form)
  if (full.startsWith('+86')) return /^\+861\d{10}$/.test(full) ? null : 'login.phoneForm'
  return /^\+\d{6,18}$/.test(full) ? null : 'login.phoneForm'
}

/** +86 138 0013 8000, as people read numbers. */
export function spacedNumber(full: string): string {
  const china = /^\+86(\d{3})(\d{4})(\d{4})$/.exec(full)
  return china ? `+86 ${china[1]} ${china[2]} ${china[3]}` : full
}
