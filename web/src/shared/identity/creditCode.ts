/** Unified social credit codes of organisations, GB 32100-2015: 18 characters, the last one checks the others. */
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const FORM = new RegExp(`^[${LETTERS}]{2}[0-9]{6}[${LETTERS}]{10}$`)

export { number as plainCreditCode } from '../text/kinds'

/** What is wrong with a plain code, or null. */
export function creditCodeFault(code: string): 'length' | 'characters' | 'check' | null {
  if (code.length !== 18) return 'length'
  if (!FORM.test(code)) return 'characters'
  let sum = 0
  let weight = 1
  for (const letter of code.slice(0, 17)) {
    sum += LETTERS.indexOf(letter) * weight
    weight = (weight * 3) % 31
  }
  return LETTERS[(31 - (sum % 31)) % 31] === code[17] ? null : 'check'
}
