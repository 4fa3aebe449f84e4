/** Times as a ticket prints them: on the wall clock of an airport. */

function offsetOf(instant: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)])) as Record<string, number>
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return Math.round((wall - instant.getTime()) / 60_000)
}

const two = (value: number) => String(value).padStart(2, '0')

function signed(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

/**
 * The instant at which the clocks of `timeZone` show this day and time, with that zone's offset. An hour that the
 * clocks skip in spring is taken as the same time before the change; of one that comes twice, the first.
 */
export function instantAt(day: string, time: string, timeZone: string): string {
  const plain = Date.parse(`${day}T${time}:00Z`)
  const before = offsetOf(new Date(plain - 86_400_000), timeZone)
  const after = offsetOf(new Date(plain + 86_400_000), timeZone)
  const fits = [before, after].find((offset) => offsetOf(new Date(plain - offset * 60_000), timeZone) === offset)
  return `${day}T${time}:00${signed(fits ?? before)}`
}

/** Day and time on the wall clock of `timeZone` at an instant. */
export function wallTime(instant: string | Date, timeZone: string): { day: string; time: string } {
  const date = new Date(instant)
  const local = new Date(date.getTime() + offsetOf(date, timeZone) * 60_000).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}
