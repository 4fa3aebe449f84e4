import type { ContactListEntry, Met } from './state'

type Overlap = Met['overlaps'][number]

/** Whom the grid shows of those met; as the address has it. */
export interface Shown {
  minimumMinutes: number
  venue: string
  /** Visits that may be untrue count too. */
  suspect: boolean
  /** Those who are contacts of the case, or proposed as such, are shown too. */
  known: boolean
}

/** Somebody whom the case exposed, as the grid has them: by what counts on the exposing days alone. */
export interface Candidate {
  id: string
  met: Met
  minutes: number
  suspectMinutes: number
  /** `certain`: every end is known; `uncertain`: one is not; `suspect`: there are untrue visits alone. */
  certainty: 'certain' | 'uncertain' | 'suspect'
  venues: { id: string; name: string }[]
  /** The last instant together. */
  last: string
}

const midnight = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/** Minutes of overlaps, of each what lies on the exposing days. */
function minutesOf(overlaps: readonly Overlap[], from: string | null): number {
  const start = from ? midnight(from) : 0
  return Math.floor(overlaps.reduce((sum, each) => sum + Math.max(0, Date.parse(each.until) - Math.max(start, Date.parse(each.from))), 0) / 60_000)
}

/** Those whom the case exposed, as a grid shows them. `from`: the first day on which it exposed others. */
export function candidates(met: readonly Met[], from: string | null): Candidate[] {
  return met.filter(({ exposing }) => exposing).map((each) => {
    const counting = each.overlaps.filter(({ exposing }) => exposing)
    const true_ = counting.filter(({ suspect }) => !suspect)
    const venues = [...new Map(counting.map(({ venue_id, venue_name }) => [venue_id, venue_name]))].map(([id, name]) => ({ id, name }))
    return {
      id: each.person_id,
      met: each,
      minutes: minutesOf(true_, from),
      suspectMinutes: minutesOf(counting.filter(({ suspect }) => suspect), from),
      certainty: !true_.length ? 'suspect' : true_.every(({ certain }) => certain) ? 'certain' : 'uncertain',
      venues,
      last: counting.map(({ until }) => until).sort().at(-1) ?? '',
    }
  })
}

/** Whether somebody is a contact of this case already, or proposed: who was taken back, or without effect, can be named again. */
export const isKnown = ({ met: { contact } }: Candidate): boolean => contact !== null && contact !== 'withdrawn' && contact !== 'no_effect'

export const minutesBy = (each: Candidate, suspect: boolean): number => each.minutes + (suspect ? each.suspectMinutes : 0)

export const shownOf = (all: readonly Candidate[], { minimumMinutes, venue, suspect, known }: Shown): Candidate[] =>
  all.filter((each) => (suspect || each.certainty !== 'suspect') && (known || !isKnown(each)) && minutesBy(each, suspect) >= minimumMinutes && (!venue || each.venues.some(({ id }) => id === venue)))

/** Every venue at which the case exposed somebody, by name. */
export function venuesOf(all: readonly Candidate[]): { id: string; name: string }[] {
  const found = new Map(all.flatMap(({ venues }) => venues.map(({ id, name }) => [id, name] as const)))
  return [...found].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name))
}

/** As many as the API leaves out of one list. */
export const MOST_LEFT_OUT = 1000

/**
 * The list of exactly those chosen: the API takes all whom the case exposed, but those left out. Where too many would be
 * left out the filters of the grid narrow the list first; null where even then too many are left out.
 */
export function listOf(all: readonly Candidate[], chosen: ReadonlySet<string>, shown: Shown, kind: ContactListEntry['kind'], reason: string): ContactListEntry | null {
  const of = (left: readonly Candidate[], from: NonNullable<ContactListEntry['from']>): ContactListEntry => ({ kind, from, leave_out: left.map(({ id }) => id), reason: reason.trim() })
  const include_suspect = shown.suspect
  const rest = all.filter(({ id }) => !chosen.has(id))
  if (rest.length <= MOST_LEFT_OUT) return of(rest, { include_suspect })
  const near = shownOf(all, { ...shown, known: true }).filter(({ id }) => !chosen.has(id))
  if (near.length > MOST_LEFT_OUT) return null
  return of(near, { include_suspect, minimum_minutes: shown.minimumMinutes || null, venues: shown.venue ? [shown.venue] : [] })
}
