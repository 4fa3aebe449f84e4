import { fromBase64url, hex } from './bytes'
import { read } from './cbor'
import { takeApart } from './cose'
import { code as plainCode } from '../text/kinds'

/** What a scanned text is, before the API has looked at its signature. */
export interface ScannedVenue {
  id: string
  /** A code that changes on a screen, not a printed one. */
  screen: boolean
  /** The number of the door where it hangs; 0 for any. */
  door: number
  /** The text to send. */
  code: string
}

const LONGEST = 2_000
const MOST_RUNS = 4
const [VENUE, SERIAL, DOOR] = [2, -70_001, -70_002]

/** What may be the signed part: the longest runs of its alphabet, whatever chats and mail put around it or made of its `#`. */
function candidates(text: string): string[] {
  if (text.length > LONGEST) return []
  const plain = plainCode(text).replace(/%2d/gi, '-').replace(/%5f/gi, '_').replace(/%(25)*[0-9a-f]{2}/gi, ' ')
  return (plain.match(/[A-Za-z0-9_-]+/g) ?? []).sort((one, other) => other.length - one.length).slice(0, MOST_RUNS)
}

/** The venue that a text names: the URL of a code, or the part after its `#`. Null for anything else. */
export function venueIn(text: string): ScannedVenue | null {
  return candidates(text).reduce<ScannedVenue | null>((found, code) => found ?? venueOf(code), null)
}

function venueOf(code: string): ScannedVenue | null {
  try {
    const claims = read(takeApart(fromBase64url(code)).payload)
    const [venue, serial, door] = claims instanceof Map ? [VENUE, SERIAL, DOOR].map((claim) => claims.get(claim)) : []
    if (!(venue instanceof Uint8Array) || typeof serial !== 'number') return null
    return { id: hex(venue), screen: serial === 0, door: typeof door === 'number' ? door : 0, code }
  } catch {
    return null
  }
}

/** The venue's name with that of one of its doors. */
export function namedDoor(venue: { name: string; doors: readonly { number: number; name: string }[] }, door: number): string {
  const there = venue.doors.find(({ number }) => number === door)
  return there ? `${venue.name} · ${there.name}` : venue.name
}

/** What else a text may be, as the key of a sentence. */
export function foreignVenue(text: string): 'health' | 'link' | 'other' {
  if (/^HC1L?:/i.test(text)) return 'health'
  return /^https?:\/\//i.test(text) ? 'link' : 'other'
}
