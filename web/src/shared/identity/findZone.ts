/** The machine-readable zone in what was recognised on a picture of a passport's page. */
import { ZONE_PARTS, readZone } from './zone'
import { type Field, putRight } from './zoneLookalikes'

export interface FoundZone {
  /** The lines as they would be typed. */
  text: string
  /** Whether all check digits agree; otherwise it is the best guess. */
  sure: boolean
  /** Whether the line of names was as long as it should be: no check digit tells when a letter of a name was lost. */
  exact: boolean
}

interface Layout {
  width: number
  rows: Field[][]
}

const NUMBER: Field[] = [['mixed', 9], ['check', 1]]
const DATES: Field[] = [['digits', 6], ['check', 1], ['sex', 1], ['digits', 6], ['check', 1]]
const ISSUER: Field[] = [['type', 2], ['country', 3]]
const BOOK: Field[] = [...NUMBER, ['country', 3], ...DATES]
const LAYOUTS: Layout[] = [
  { width: 44, rows: [[...ISSUER, ['names', 39]], [...BOOK, ['mixed', 14], ['check', 1], ['last', 1]]] },
  { width: 36, rows: [[...ISSUER, ['names', 31]], [...BOOK, ['mixed', 7], ['last', 1]]] },
  { width: 30, rows: [[...ISSUER, ...NUMBER, ['mixed', 15]], [...DATES, ['country', 3], ['mixed', 11], ['last', 1]], [['names', 30]]] },
]
/** So many characters may be missing or too many in a line: mostly fillers, which are hard to count. */
const SLACK = 6
const SHORTEST = 30 - SLACK

/** Lines long enough to be of a zone, with nothing but what can stand in one. */
function candidates(heard: string): string[] {
  const plain = heard.normalize('NFKC').toUpperCase().replace(/[«《]/g, '<<').replace(/[‹〈]/g, '<')
  return plain.split('\n').map((row) => row.replace(/[^A-Z0-9<]/g, '')).filter((row) => row.length >= SHORTEST)
}

/** With the longest run of fillers made longer or shorter until the line is as long as it should be. */
function stretched(row: string, width: number): string {
  const runs = row.match(/<+/g) ?? []
  const run = runs.reduce((long, each) => (each.length > long.length ? each : long), '')
  const wanted = run.length + width - row.length
  if (!run || wanted < 1) return row.slice(0, width).padEnd(width, '<')
  const at = row.lastIndexOf(run)
  return row.slice(0, at) + '<'.repeat(wanted) + row.slice(at + run.length)
}

/** The ways to read a line at its proper length: as it is, with other fillers, without one sign that is no sign. */
function lengths(row: string, width: number): string[] {
  if (row.length === width) return [row]
  const without = row.length === width + 1 ? [...row].map((_, at) => row.slice(0, at) + row.slice(at + 1)) : []
  return [...new Set([stretched(row, width), ...without])]
}

/** Names end in fillers, so that a line of them is only ever too long or too short there. */
function nameLine(row: string, width: number): string {
  const whole = row.replace(/^[^P].?(?=P<)/, '')
  return whole.length > width ? whole.slice(0, width) : whole.padEnd(width, '<')
}

const isNames = (fields: Field[]) => fields.at(-1)![0] === 'names'

function readings(row: string, fields: Field[], width: number): string[] {
  const sized = isNames(fields) ? [nameLine(row, width)] : lengths(row, width)
  return [...new Set(sized.map((each) => putRight(each, fields)))]
}

/** Every choice of one reading a line. */
const combined = (choices: string[][]): string[][] =>
  choices.reduce<string[][]>((all, next) => all.flatMap((rows) => next.map((row) => [...rows, row])), [[]])

interface Possible {
  text: string
  /** By how many signs its lines were longer or shorter than they should be. */
  off: number
  exact: boolean
}

/** The zones that so many lines from here on may be. */
function zonesAt(rows: string[], from: number, { width, rows: fields }: Layout): Possible[] {
  const lines = rows.slice(from, from + fields.length)
  const off = lines.map((line) => Math.abs(line.length - width))
  if (lines.length < fields.length || Math.max(...off) > SLACK) return []
  const choices = lines.map((line, at) => readings(line, fields[at]!, width))
  const exact = lines[fields.findIndex(isNames)]!.length === width
  return combined(choices).map((zone) => ({ text: zone.join('\n'), off: off.reduce((sum, each) => sum + each), exact }))
}

const SURE = 99

/** Noise has the length of a line now and then, but neither check digits that agree nor the form of a line of names. */
const isNoise = (text: string, good: number) => good < 2 && !/^[PACIV][A-Z<][A-Z][A-Z<]{2}[A-Z]+<.*<</.test(text)

function judged({ text, off, exact }: Possible, today: string) {
  const { parts, fault } = readZone(text, today)
  const good = ZONE_PARTS.filter((part) => parts[part] === 'good').length
  return { text, sure: !fault, exact, fit: (fault ? good : SURE) - off, noise: Boolean(fault) && isNoise(text, good) }
}

/** Looks through everything that was recognised; null where no lines are of a zone's shape. */
export function findZone(heard: string, today: string): FoundZone | null {
  const rows = candidates(heard)
  const possible = LAYOUTS.flatMap((layout) => rows.flatMap((_, from) => zonesAt(rows, from, layout)))
  const all = possible.map((each) => judged(each, today)).filter(({ noise }) => !noise)
  if (!all.length) return null
  const { text, sure, exact } = all.reduce((best, each) => (each.fit > best.fit ? each : best))
  return { text, sure, exact }
}

const rank = (found: FoundZone | null) => (found ? 1 + 2 * Number(found.sure) + Number(found.exact) : 0)

/**
 * The better of two findings: check digits count for more than the length of the names, the earlier of two alike. Names
 * that were read alike twice were hardly misread: the fillers behind them were miscounted.
 */
export function better(one: FoundZone | null, other: FoundZone | null): FoundZone | null {
  if (one?.sure && one.text === other?.text) return { ...one, exact: true }
  return rank(other) > rank(one) ? other : one
}
