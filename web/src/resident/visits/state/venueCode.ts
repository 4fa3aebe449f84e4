import { fromBase64url, hex } from '../../../shared/codes/bytes'
import { read } from '../../../shared/codes/cbor'
import { takeApart } from '../../../shared/codes/cose'

/** What a scanned text is, before the API has looked at its signature. */
export interface ScannedVenue {
  id: string
  /** A code that changes on a screen, not a printed one. */
  screen: boolean
  /** The text to send. */
  code: string
}

const LONGEST = 2_000
const [VENUE, SERIAL] = [2, -70_001]

/** The venue that a text names: the URL of a code, or the part after its `#`. Null for anything else. */
export function venueIn(text: string): ScannedVenue | null {
  const code = text.trim().split('#').at(-1) ?? ''
  if (!code || code.length > LONGEST) return null
  try {
    const claims = read(takeApart(fromBase64url(code)).payload)
    const [venue, serial] = claims instanceof Map ? [claims.get(VENUE), claims.get(SERIAL)] : []
    if (!(venue instanceof Uint8Array) || typeof serial !== 'number') return null
    return { id: hex(venue), screen: serial === 0, code }
  } catch {
    return null
  }
}

/** What else a text may be, as the key of a sentence. */
export function foreignVenue(text: string): 'health' | 'link' | 'other' {
  if (/^HC1L?:/i.test(text)) return 'health'
  return /^https?:\/\//i.test(text) ? 'link' : 'other'
}
