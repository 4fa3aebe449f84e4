/**
 * The machine-readable zone of passports and cards (ICAO 9303 parts 3 to 6): two lines of 44 or 36 characters, or
 * three of 30. Its check digits (weights 7-3-1) say at once which part was mistyped.
 */
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
  birthDate: string
  sex: 'male' | 'female' | null
  expiresOn: string
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
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[«《]/g, '<<').replace(/[‹〈]/g, '<')
  const rows = plain.split(/\r?\n/).map((row) => row.replace(/[^\S\n]/g, '')).filter(Boolean)
  const only = rows.length === 1 ? rows[0]! : ''
  const layout = LAYOUTS.find(({ rows: count, width }) => only.length === count * width)
  if (!layout) return rows
  return Array.from({ length: layout.rows }, (_, at) => only.slice(at * layout.width, (at + 1) * layout.width))
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
  const whole: Check = [low.slice(0, 10) + low.slice(13, 20) + low.slice(21, end), low.slice(end, end + 1)]
  return {
    names: top.slice(5),
    number: low.slice(0, 9),
    issuer: top.slice(2, 5),
    nationality: low.slice(10, 13),
    birth: low.slice(13, 19),
    sex: low.slice(20, 21),
    expiry: low.slice(21, 27),
    checks: {
      number: [[low.slice(0, 9), low.slice(9, 10)]],
      birth: [[low.slice(13, 19), low.slice(19, 20)]],
      expiry: [[low.slice(21, 27), low.slice(27, 28)]],
      whole: long ? [whole, [low.slice(28, 42), low.slice(42, 43)]] : [whole],
    },
  }
}

/** A card's number of over nine characters runs on into the optional field, its check digit at the end. */
function cardNumber(top: string): Check {
  const rest = top.slice(15).split('<')[0]!
  if (top[14] === '<' && rest.length > 1) return [top.slice(5, 14) + rest.slice(0, -1), rest.slice(-1)]
  return [top.slice(5, 14), top.slice(14, 15)]
}

function card([top = '', middle = '', names = '']: string[]): Printed {
  const number = cardNumber(top)
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

function zoneOf(printed: Printed, today: string): Zone | null {
  const [birthDate, expiresOn] = [birthDay(printed.birth, today), day(printed.expiry, 2000)]
  if (!birthDate || !expiresOn) return null
  return {
    name: spoken(printed.names),
    number: bare(printed.number),
    issuer: countryOf(bare(printed.issuer)),
    nationality: countryOf(bare(printed.nationality)),
    birthDate,
    sex: ({ M: 'male', F: 'female' } as const)[printed.sex as 'M'] ?? null,
    expiresOn,
  }
}

function partOf(checks: Check[]): 'good' | 'wrong' | 'open' {
  const found = checks.map(judged)
  if (found.includes('wrong')) return 'wrong'
  return found.includes('open') ? 'open' : 'good'
}

/** Reads what was typed or pasted so far. `zone` is there only when every check digit fits. */
export function readZone(typed: string, today: string): ZoneReading {
  const rows = zoneRows(typed)
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
