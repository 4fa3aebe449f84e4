/**
 * Text as people write it, by kind: what of it is stripped and folded to one spelling. The API does the same
 * (`chalicelib/identity/text.py`), and one table of examples holds both to it (`tests/identity/text_kinds.json`).
 */
import folds from '../../../../chalicelib/identity/text_folds.json'

export type Kind = 'line' | 'prose' | 'name' | 'number' | 'decimal' | 'code' | 'address'
export type TextFault = 'control_character' | 'decoding_accident'

type Class = 'invisible' | 'unseen_in_lines' | 'blanks' | 'breaks' | 'dots' | 'dashes' | 'apostrophes' | 'opening' | 'closing' | 'slashes' | 'ats' | 'beside_numbers'

const anyOf = (...classes: Class[]) => new RegExp(`[${classes.map((each) => folds[each]).join('')}]`, 'gu')

const INVISIBLE = anyOf('invisible')
const UNSEEN_IN_LINES = anyOf('unseen_in_lines')
/** The flags of regions are spelt with marks that mean nothing anywhere else: a black flag, its region, the end. */
const UNSEEN_IN_PROSE = new RegExp(`(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[${folds.unseen_in_prose}]`, 'gu')
const SPACES = new RegExp(`[${folds.blanks}${folds.breaks}]+`, 'gu')
const BREAK = new RegExp(`\r\n|[${folds.breaks}]`, 'gu')
const DOTS = anyOf('dots')
const FULL_STOPS = /[。．｡﹒․]/g
const BESIDE_NUMBERS = anyOf('blanks', 'breaks', 'dots', 'dashes', 'apostrophes', 'opening', 'closing', 'beside_numbers')
const APOSTROPHES = anyOf('apostrophes')
const ONE_SIGN: [RegExp, string][] = [
  [anyOf('dashes'), '-'],
  [APOSTROPHES, "'"],
  [anyOf('opening'), '('],
  [anyOf('closing'), ')'],
  [anyOf('slashes'), '/'],
  [anyOf('ats'), '@'],
]
const AROUND = '[ \u200c\u200d]'
const HAN = /[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]/u
const MIDDLE_DOT = '·'

const each = (text: string, table: Record<string, string>) => [...text].map((sign) => table[sign] ?? sign).join('')
const standard = (text: string) => each(text, folds.private_use)
const unified = (text: string) => each(text.normalize('NFC'), folds.radicals)
const seen = (text: string) => (text.replace(INVISIBLE, '').replace(SPACES, '') ? text : '')
const trimmed = (text: string) => text.replace(new RegExp(`^${AROUND}+|${AROUND}+$`, 'gu'), '')
const halfWidth = (text: string) => text.replace(/[！-～ﬀ-ﬆ]/g, (sign) => sign.normalize('NFKC'))

/** One line: trimmed, its blanks and line breaks single spaces; empty where nothing can be seen. */
export function line(text: string): string {
  return seen(trimmed(unified(standard(text).replace(UNSEEN_IN_LINES, '')).replace(SPACES, ' ')))
}

/** Any script, its rows kept and ended by one line feed each. */
export function prose(text: string): string {
  const plain = standard(text).replace(BREAK, '\n').replace(UNSEEN_IN_PROSE, (_, flag: string | undefined) => flag ?? '')
  const rows = plain.normalize('NFC').split('\n').map((row) => row.replace(/\t/g, ' ').trimEnd())
  return seen(rows.join('\n').trim())
}

/** A person's name in one spelling: Chinese parts joined by ·, one apostrophe, one hyphen, plain brackets. */
export function name(text: string): string {
  const plain = halfWidth(standard(text).replace(INVISIBLE, ''))
  const folded = ONE_SIGN.reduce((found, [written, sign]) => found.replace(written, sign), plain)
  const tidy = unified(folded).replace(SPACES, ' ').trim()
  if (HAN.test(tidy)) return tidy.replace(/ /g, '').replace(DOTS, MIDDLE_DOT)
  return tidy.replace(FULL_STOPS, '.').replace(DOTS, (dot) => (dot === '.' ? dot : MIDDLE_DOT))
}

/** Digits stand in Unicode in runs of ten: how far one is from the beginning of its run is its worth. */
function worth(digit: string): string {
  const at = digit.codePointAt(0)!
  let from = at
  while (/\p{Nd}/u.test(String.fromCodePoint(from - 1))) from -= 1
  return String((at - from) % 10)
}

/** `text` with the decimal digits of every script in ASCII. */
export const digits = (text: string): string => text.replace(/\p{Nd}/gu, worth)

/** Digits and capitals alone; + and / stay. */
export function number(text: string): string {
  const plain = digits(text.replace(INVISIBLE, '').normalize('NFKC'))
  return each(plain.replace(BESIDE_NUMBERS, '').toUpperCase(), folds.look_alikes)
}

/** A line of a machine-readable zone: capitals, and `<` for whatever a scanner or a keyboard made of it. */
export function zoneLine(text: string): string {
  const plain = text.replace(INVISIBLE, '').normalize('NFKC').replace(SPACES, '')
  return plain.replace(/[«《]/g, '<<').replace(/[‹〈]/g, '<').toUpperCase()
}

/** A decimal number as it is typed: 36,5 and ٣٦٫٥ are 36.5, −1 is -1. */
export function decimal(text: string): string {
  const plain = digits(text.replace(INVISIBLE, '').normalize('NFKC'))
  return plain.replace(/[,。٫、]/g, '.').replace(ONE_SIGN[0]![0], '-').trim()
}

/** The digits of a text message or an authenticator, whatever stands around them. */
export const onlyDigits = (text: string): string => number(text).replace(/[^0-9]/g, '')

/** What a phone shows, without what mail, chat and clipboards put around it. A blank inside is a character of it. */
export function code(text: string): string {
  return text.replace(INVISIBLE, '').replace(/[\t-\r\u0085\u2028\u2029]/g, '').replace(/^[ \u00a0\u3000]+|[ \u00a0\u3000]+$/g, '')
}

/** An e-mail address as it is sent; the joiners stay, which in a domain tell one owner from another. */
export function address(text: string): string {
  const shown = text.replace(new RegExp(`(?!${AROUND})${INVISIBLE.source}`, 'gu'), '')
  const plain = trimmed(halfWidth(shown).replace(SPACES, ' '))
  const at = plain.lastIndexOf('@')
  return (plain.slice(0, at + 1).replace(APOSTROPHES, "'") + plain.slice(at + 1)).normalize('NFC')
}

const UNREADABLE = /[\p{Cs}\p{Co}\ufdd0-\ufdef]|(?![\t-\r\u0085])\p{Cc}/u

/** Why nobody can read a text, or null: the API refuses it with the same code. */
export function textFault(kind: Kind, text: string): TextFault | null {
  if (kind !== 'line' && kind !== 'prose' && kind !== 'name') return null
  if (UNREADABLE.test(standard(text))) return 'control_character'
  const accident = kind === 'prose' ? /\ufffd/ : /\ufffd|锟斤拷/
  return accident.test(text) ? 'decoding_accident' : null
}
