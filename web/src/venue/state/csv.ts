import type { VenueEntry } from '../../shared/api/types'
import { clockTime } from '../../shared/time/dates'

type Say = (key: string) => string

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`

/** The entries as a table; times of the day are Beijing's. */
export function csvOf(entries: readonly VenueEntry[], say: Say): string {
  const head = ['entries.time', 'entries.who', 'entries.colour', 'entries.door', 'entries.temperature', 'entries.guard', 'entries.notes'].map(say)
  const at = (instant: string) => clockTime(new Date(instant), 'zh-CN')
  const rows = entries.map((entry) => [
    entry.left ? `${at(entry.at)}–${at(entry.left)}` : at(entry.at),
    `${entry.name_masked} *${entry.document_last4}`,
    say(`colour.${entry.colour ?? 'none'}.word`),
    entry.door?.name ?? '',
    entry.temperature === null ? '' : entry.temperature.toFixed(1),
    entry.guard ?? (entry.by_gate ? say('entries.byGate') : ''),
    entry.marks.map((mark) => mark.text).join(' '),
  ])
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

export function saveCsv(day: string, entries: readonly VenueEntry[], say: Say): void {
  const address = URL.createObjectURL(new Blob([csvOf(entries, say)], { type: 'text/csv' }))
  Object.assign(document.createElement('a'), { href: address, download: `${day}.csv` }).click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
