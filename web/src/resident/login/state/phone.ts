import { countryOfClock } from '../../../shared/places/countries'
import { callingCodes } from '../../../shared/places/callingCodes'
import { useDraft } from '../../../shared/storage/drafts'
import { number as plainNumber } from '../../../shared/text/kinds'

export interface PhoneForm {
  country: string
  number: string
}

export const callingCode = (country: string): string => callingCodes.find((entry) => entry.country === country)?.code ?? '86'

export function usePhone() {
  const { form } = useDraft<PhoneForm>('phone', () => ({ country: countryOfClock(), number: '' }))
  return { form, full: () => fullNumber(form) }
}

/** Whoever chose +86 and whose phone then fills in the whole number has the code twice; some dial a trunk 0. */
const CHINA_AGAIN = /^\+86(86|0)+(?=1[3-9]\d{9}$)/

/** Digits of whatever script made plain; a leading + or 00 means that the country is in the number. */
export function fullNumber({ country, number }: PhoneForm): string {
  const plain = plainNumber(number).replace(/[^\d+]/g, '')
  const whole = /^(\+|00)/.test(plain) ? plain.replace(/^\+?(00)?/, '+') : `+${callingCode(country)}${plain}`
  return whole.replace(CHINA_AGAIN, '+86')
}

/** The key of what is plainly wrong with a number, or null; the API knows the rules of every country. */
export function phoneFault(form: PhoneForm): string | null {
  if (!plainNumber(form.number)) return 'login.phoneEmpty'
  const full = fullNumber(form)
  if (full.startsWith('+86')) return /^\+861\d{10}$/.test(full) ? null : 'login.phoneForm'
  return /^\+\d{6,18}$/.test(full) ? null : 'login.phoneForm'
}

/** +86 138 0013 8000, as people read numbers. */
export function spacedNumber(full: string): string {
  const china = /^\+86(\d{3})(\d{4})(\d{4})$/.exec(full)
  return china ? `+86 ${china[1]} ${china[2]} ${china[3]}` : full
}
