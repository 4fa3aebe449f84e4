import listed from './columns.json'
import type { Kind } from './state'

/** A column of a kind of list: what it is called, whether a line needs it, and what it holds: words of a list, or a form. */
export interface Column {
  field: string
  names: string[]
  required: boolean
  words?: string[]
  form?: string
}

/** The columns of a kind, those that a line needs in front. */
export const columnsOf = (kind: Kind): Column[] => [...(listed[kind] as Column[])].sort((one, other) => Number(other.required) - Number(one.required))

const isLatin = (name: string) => /^[\x20-\x7e]+$/.test(name)
/** What a column is called in the reader's language; each of its names is read. */
export const headingOf = ({ names, field }: Column, locale: string): string => (locale.startsWith('zh') ? names[0]! : (names.find(isLatin) ?? field))

/** The words of a column as they may be written: in Latin letters the API's own, which is read with blanks too. */
export const writtenAs = (word: string, words: string, locale: string): string => (locale.startsWith('zh') ? words : word.replaceAll('_', ' '))

/** A file with the headings alone, as the address of a link; its mark tells spreadsheets that it is UTF-8. */
export const templateOf = (kind: Kind, locale: string): string => `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${columnsOf(kind).map((column) => headingOf(column, locale)).join(',')}\r\n`)}`
