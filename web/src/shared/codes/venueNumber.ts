import { digits as plainDigits } from '../text/kinds'

/** What a poster shows for typing: ten digits, the last of which checks the others, and after a hyphen a door's number. */
const FORM = /^(\d{10})(-\d{1,6})?$/

/** The digit that ISO/IEC 7064 MOD 11,10 asks for after these. */
function checkDigit(body: string): number {
  let product = 10
  for (const digit of body) product = (((product + Number(digit)) % 10 || 10) * 2) % 11
  return (11 - product) % 10
}

/** As it is sent, however it was typed. */
export const plainVenueNumber = (typed: string): string => plainDigits(typed.normalize('NFKC')).replace(/[–—−‐‑]/g, '-').replace(/[^0-9-]/g, '')

/** What is wrong with a plain number: another form, or a digit that does not fit the others; empty where it may be one. */
export function venueNumberFault(plain: string): '' | 'form' | 'mistyped' {
  const [, digits] = FORM.exec(plain) ?? []
  if (!digits) return 'form'
  return checkDigit(digits.slice(0, -1)) === Number(digits.at(-1)) ? '' : 'mistyped'
}

/** As people read it aloud and posters print it: 1234 567 890, of a door 1234 567 890-2. */
export const spokenVenueNumber = (number: string, door = 0): string => `${number.slice(0, 4)} ${number.slice(4, 7)} ${number.slice(7)}${door ? `-${door}` : ''}`
