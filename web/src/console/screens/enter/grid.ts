/** What a spreadsheet puts on the clipboard, and where its cells go. Pure: no page, no API. */
import type { components } from '../../../shared/api/generated'

export type EnteredField = components['schemas']['EnteredField']
export type Row = string[]

/** Rows that are checked and kept together, as the API takes them. */
export const PART = 100

/** The cells of a copied block: parted by tabs and line ends, which a cell in quotation marks may hold too. */
export function cellsOf(copied: string): Row[] {
  const rows: Row[] = [[]]
  let cell = ''
  let quoted = false
  const text = copied.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  const put = () => rows.at(-1)!.push(cell.trim())
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!
    if (quoted) {
      if (sign !== '"') cell += sign === '\n' ? ' ' : sign
      else if (text[at + 1] === '"') cell += text[(at += 1)]
      else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t' || sign === '\n') {
      put()
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  put()
  return rows
}

/** A column's name without what offices put around it, as the API reads it: (必填), *, blanks. */
const plain = (name: string) => name.normalize('NFKC').replace(/[(（[【].*?[)）\]】]|[\s*_:：.·-]+/g, '').toLowerCase()

export interface Heading {
  /** Of each copied column the place of its field, or -1 where no field is called so. */
  places: number[]
  /** Names that no field has. */
  left: string[]
}

/** The heading that a copied block begins with; null where its first row is a row like any. */
export function headingOf(first: Row, fields: readonly EnteredField[]): Heading | null {
  const known = new Map(fields.flatMap(({ field, names }, place) => [field, ...names].map((name) => [plain(name), place] as const)))
  const places = first.map((name) => known.get(plain(name)) ?? -1)
  const found = places.filter((place) => place >= 0)
  // One word that is a column's name may be a value: most of a heading is known, and the number's column is.
  const isHeading = found.length >= 2 && found.length * 2 >= first.filter(Boolean).length && new Set(found).size === found.length
  return isHeading ? { places, left: first.filter((name, at) => name && places[at]! < 0) } : null
}

/** The rows with a copied block put in from a cell on; columns by name where it has a heading. `shown` is the order of columns. */
export function pasted(rows: readonly Row[], block: readonly Row[], at: { row: number; column: number }, shown: readonly number[], heading: Heading | null): Row[] {
  const width = shown.length
  const filled = rows.map((row) => [...row])
  const body = heading ? block.slice(1) : block
  body.forEach((cells, down) => {
    const row = (filled[at.row + down] ??= blank(width))
    cells.forEach((cell, right) => {
      const place = heading ? heading.places[right] : shown[at.column + right]
      if (place !== undefined && place >= 0) row[place] = cell
    })
  })
  for (let place = 0; place < filled.length; place += 1) filled[place] ??= blank(width)
  return filled
}

export const blank = (width: number): Row => Array.from({ length: width }, () => '')
export const isBlank = (row: Row): boolean => row.every((cell) => cell.trim() === '')

/** Without the empty rows at the end. */
export function trimmed(rows: readonly Row[]): Row[] {
  const last = rows.findLastIndex((row) => !isBlank(row))
  return rows.slice(0, last + 1)
}

/** Parts that are not the same in two states of the rows, the last too where rows went. */
export function changedParts(before: readonly Row[], after: readonly Row[]): number[] {
  const parts = Math.ceil(Math.max(before.length, after.length) / PART)
  const of = (rows: readonly Row[], part: number) => JSON.stringify(rows.slice(part * PART, (part + 1) * PART))
  return Array.from({ length: parts }, (_, part) => part).filter((part) => of(before, part) !== of(after, part))
}

const ZERO = Date.UTC(1899, 11, 30)
/** The day that a spreadsheet means by a bare number of 2000 to 2064, as YYYY-MM-DD; null for anything else. */
export function serialDay(cell: string): string | null {
  const digits = cell.normalize('NFKC').trim()
  if (!/^[0-9]{5}(\.[0-9]+)?$/.test(digits)) return null
  const serial = Math.floor(Number(digits))
  return serial >= 36_526 && serial < 60_000 ? new Date(ZERO + serial * 86_400_000).toISOString().slice(0, 10) : null
}

/** The order in which columns are shown: who it is, what a row needs, the rest. */
export function shownOrder(fields: readonly EnteredField[]): number[] {
  const rank = ({ field, required }: EnteredField) => (field === 'name' ? 0 : field === 'document.number' ? 1 : required ? 2 : field.startsWith('document.') ? 4 : 3)
  return fields.map((_, place) => place).sort((one, other) => rank(fields[one]!) - rank(fields[other]!) || one - other)
}
