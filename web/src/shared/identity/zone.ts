/**
 * The machine-readable zone of passports and cards (ICAO 9303 parts 3 to 6): two lines of 44 or 36 characters, or
 * three of 30. Its check digits (weights 7-3-1) say at once which part was mistyped.
 */
import { zoneLine } from '../text/kinds'
import { countryOf } from './passportCountries'

export const ZONE_PARTS = ['number', 'birth', 'expiry', 'whole'] as const
export type ZonePart = (typeof ZONE_PARTS)[number]
export type ZoneFault = 'empty' | 'form' | 'character' | 'check' | 'date'

export interface Zone {
  /** As a person would write it: given names first, capitals only where a name begins. */
  name: string
  number: string
  /** Two-letter codes; null where the document names no country (specimens, stateless people). */
  issuer: string | null
  nationality: string | null
  /** Null where the day is not known; `born` is the date as printed, six digits or fillers. */
  birthDate: string | null
  born: string
  sex: 'male' | 'female' | null
  /** Null for a document that does not expire. */
  expiresOn: string | null
  /** The zone says that the holder has no nationality, or is a refugee. */
  stateless: boolean
}

export interface ZoneReading {
  rows: string[]
  /** What each check digit says so far; `open` until enough was typed. */
  parts: Record<ZonePart, 'good' | 'wrong' | 'open'>
  zone: Zone | null
  fault: ZoneFault | null
}

interface Layout {
  rows: number
  width: number
}

const LAYOUTS: Layout[] = [
  { rows: 2, width: 44 },
  { rows: 2, width: 36 },
  { rows: 3, width: 30 },
]

/** Lines as printed: capitals, `<` for whatever a scanner or a keyboard made of it, no spaces, one long line cut. */
export function zoneRows(typed: string): string[] {
  const rows = typed.split(/\r?\n/).map(zoneLine).filter(Boolean)
  const only = rows.length === 1 ? rows[0]! : ''
  const layout = LAYOUTS.find(({ rows: count, width }) => only.length === count * width)
  if (!layout) return rows
  return Array.from({ length: layout.rows }, (_, at) => only.slice(at * layout.width, (at + 1) * layout.width))
}

/** Fillers at the end of a line are easily left out; the line that ends in a check digit says how long all are. */
function filled(rows: string[]): string[] {
  const width = rows[1]?.length ?? 0
  const isWhole = LAYOUTS.some((layout) => layout.rows === rows.length && layout.width === width)
  return isWhole ? rows.map((row) => row.padEnd(width, '<')) : rows
}

export function zoneCheck(text: string): string {
  const sum = [...text].reduce((total, sign, at) => total + [7, 3, 1][at % 3]! * (sign === '<' ? 0 : parseInt(sign, 36)), 0)
  return String(sum % 10)
}

/** One check: the text it covers and its digit; both empty as long as too little was typed. */
type Check = [text: string, digit: string]

/** An unused field may carry `<` in place of its digit 0. */
function judged([text, digit]: Check): 'good' | 'wrong' | 'open' {
  if (!digit) return 'open'
  if (!/^[A-Z0-9<]+$/.test(text)) return 'wrong'
  return zoneCheck(text) === (digit === '<' && !text.replace(/</g, '') ? '0' : digit) ? 'good' : 'wrong'
}

interface Printed {
  names: string
  number: string
  issuer: string
  nationality: string
  birth: string
  sex: string
  expiry: string
  checks: Record<ZonePart, Check[]>
}

function twoLines(top: string, low: string): Printed {
  const long = top.length >= 44 || low.length > 36
  const end = long ? 43 : 35
  // A passport's number has nine characters at most; in the smaller form, as on cards, it may run on.
  const number = longNumber(low.slice(0, 9), low.slice(9, 10), long ? '' : low.slice(28, 35))
  const whole: Check = [low.slice(0, 10) + low.slice(13, 20) + low.slice(21, end), low.slice(end, end + 1)]
  return {
    names: top.slice(5),
    number: number[0],
    issuer: top.slice(2, 5),
    nationality: low.slice(10, 13),
    birth: low.slice(13, 19),
    sex: low.slice(20, 21),
    expiry: low.slice(21, 27),
    checks: {
      number: [number],
      birth: [[low.slice(13, 19), low.slice(19, 20)]],
      expiry: [[low.slice(21, 27), low.slice(27, 28)]],
      whole: long ? [whole, [low.slice(28, 42), low.slice(42, 43)]] : [whole],
    },
  }
}

/** A number of over nine characters runs on into the optional field, a filler before it and its check digit at the end. */
function longNumber(first: string, digit: string, optional: string): Check {
  const rest = optional.split('<')[0]!
  if (digit !== '<' || first.includes('<') || rest.length < 2) return [first, digit]
  return [first + rest.slice(0, -1), rest.slice(-1)]
}

function card([top = '', middle = '', names = '']: string[]): Printed {
  const number = longNumber(top.slice(5, 14), top.slice(14, 15), top.slice(15, 30))
  const whole = top.slice(5, 30) + middle.slice(0, 7) + middle.slice(8, 15) + middle.slice(18, 29)
  return {
    names,
    number: number[0],
    issuer: top.slice(2, 5),
    nationality: middle.slice(15, 18),
    birth: middle.slice(0, 6),
    sex: middle.slice(7, 8),
    expiry: middle.slice(8, 14),
    checks: {
      number: [number],
      birth: [[middle.slice(0, 6), middle.slice(6, 7)]],
      expiry: [[middle.slice(8, 14), middle.slice(14, 15)]],
      whole: [[whole, middle.slice(29, 30)]],
    },
  }
}

function day(digits: string, century: number): string | null {
  const iso = `${century + Number(digits.slice(0, 2))}-${digits.slice(2, 4)}-${digits.slice(4)}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : null
}

const UNKNOWN = '<<'
const inParts = (digits: string) => [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)] as const

/** Year, month and day are each there or fillers; in some leap year each day is possible. */
function isPartlyKnown(digits: string): boolean {
  const parts = inParts(digits)
  if (!parts.includes(UNKNOWN) || !parts.every((part) => part === UNKNOWN || /^\d\d$/.test(part))) return false
  const [, month, date] = parts.map((part) => (part === UNKNOWN ? '01' : part))
  return day(`00${month}${date}`, 2000) !== null
}

/** Whether a day that somebody typed is the one of the zone, as far as the zone knows it. */
export const sameBirth = (born: string, typed: string): boolean =>
  inParts(typed.replace(/-/g, '').slice(2)).every((part, at) => [UNKNOWN, part].includes(inParts(born)[at]!))

/** The zone prints two digits of the year: the latest such day that has been. */
function birthDay(digits: string, today: string): string | null {
  const late = day(digits, 2000)
  return late && late <= today ? late : day(digits, 1900)
}

function spoken(names: string): string {
  const [surname = '', given = ''] = names.replace(/<+$/, '').split('<<')
  const words = `${given} ${surname}`.replace(/</g, ' ').trim().split(/\s+/)
  return words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join(' ')
}

const bare = (text: string) => text.replace(/</g, '')

/** ICAO 9303 part 3, section 5: stateless, refugee, other refugee, unspecified. None of them is a nationality. */
const STATELESS = ['XXA', 'XXB', 'XXC', 'XXX']

function zoneOf(printed: Printed, today: string): Zone | null {
  const [birthDate, expiresOn] = [birthDay(printed.birth, today), day(printed.expiry, 2000)]
  if (!birthDate && !isPartlyKnown(printed.birth)) return null
  if (!expiresOn && bare(printed.expiry)) return null
  return {
    name: spoken(printed.names),
    number: bare(printed.number),
    issuer: countryOf(bare(printed.issuer)),
    nationality: countryOf(bare(printed.nationality)),
    birthDate,
    born: printed.birth,
    sex: ({ M: 'male', F: 'female' } as const)[printed.sex as 'M'] ?? null,
    expiresOn,
    stateless: STATELESS.includes(printed.nationality),
  }
}

function partOf(checks: Check[]): 'good' | 'wrong' | 'open' {
  const found = checks.map(judged)
  if (found.includes('wrong')) return 'wrong'
  return found.includes('open') ? 'open' : 'good'
}

/** Reads what was typed or pasted so far. `zone` is there only when every check digit fits. */
export function readZone(typed: string, today: string): ZoneReading {
  const rows = filled(zoneRows(typed))
  const isCard = rows.length > 2 || /^[ACI]/.test(rows[0] ?? '') && (rows[0]?.length ?? 0) <= 30 && rows.length !== 2
  const printed = isCard ? card(rows) : twoLines(rows[0] ?? '', rows[1] ?? '')
  const parts = Object.fromEntries(ZONE_PARTS.map((part) => [part, partOf(printed.checks[part])])) as ZoneReading['parts']
  const whole = LAYOUTS.some(({ rows: count, width }) => rows.length === count && rows.every((row) => row.length === width))
  const fault = faultOf(rows, whole, parts)
  if (fault) return { rows, parts, zone: null, fault }
  const zone = zoneOf(printed, today)
  return { rows, parts, zone, fault: zone ? null : 'date' }
}

function faultOf(rows: string[], whole: boolean, parts: ZoneReading['parts']): ZoneFault | null {
  if (!rows.length) return 'empty'
  if (!rows.every((row) => /^[A-Z0-9<]+$/.test(row))) return 'character'
  if (!whole) return 'form'
  return ZONE_PARTS.every((part) => parts[part] === 'good') ? null : 'check'
}
