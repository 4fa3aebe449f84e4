/** A calendar file (RFC 5545) as every phone's own calendar takes it. */
export interface Entry {
  /** The same entry saved again takes the place of the earlier one. */
  uid: string
  begins: Date
  /** Minutes. */
  lasts: number
  title: string
  what: string
  /** The last day or instant on which it comes again each day; left out if it comes once. */
  dailyUntil?: Date
  /** Minutes before it begins at which the phone reminds; left out if it does not. */
  reminds?: number
}

const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '')
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
const bytes = new TextEncoder()

/** A line in pieces of 75 octets at most, none within a letter (3.1). */
export function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  for (const letter of line) {
    if (bytes.encode(piece + letter).length > (pieces.length ? 74 : 75)) {
      pieces.push(piece)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece].join('\r\n ')
}

const alarm = ({ reminds, title }: Entry) =>
  reminds === undefined ? [] : ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, `TRIGGER:-PT${reminds}M`, 'END:VALARM']

const event = (entry: Entry, now: Date) => [
  'BEGIN:VEVENT',
  `UID:${entry.uid}@kangma`,
  `DTSTAMP:${stamp(now)}`,
  `DTSTART:${stamp(entry.begins)}`,
  `DURATION:PT${entry.lasts}M`,
  ...(entry.dailyUntil ? [`RRULE:FREQ=DAILY;UNTIL=${stamp(entry.dailyUntil)}`] : []),
  `SUMMARY:${escaped(entry.title)}`,
  `DESCRIPTION:${escaped(entry.what)}`,
  ...alarm(entry),
  'END:VEVENT',
]

/** The file's text, with an entry for each of `entries`. */
export function calendar(entries: Entry[], now: Date): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//kangma//health code//ZH', 'CALSCALE:GREGORIAN', ...entries.flatMap((entry) => event(entry, now)), 'END:VCALENDAR']
  return `${lines.map(folded).join('\r\n')}\r\n`
}
