import { settings } from '../storage/local'

/** By how many milliseconds the API's clock is ahead of this device's, as last seen; 0 while that is not known. */
let ahead = settings.load('clock', 0)

/** After a longer round trip a difference counts only where it is more than that trip can explain. */
const SLOWEST = 4_000
/** The header counts whole seconds: a smaller difference is none. */
const LEAST = 2_000

/** Learns from an answer's `Date` header, sent and received at these instants of the device. */
export function noteAnswer(headers: Headers, sent: number, received: number): void {
  const said = Date.parse(headers.get('Date') ?? '')
  if (Number.isNaN(said)) return
  const instant = said + (Number(headers.get('Age')) || 0) * 1000 + 500
  const middle = (sent + received) / 2
  const trip = received - sent
  if (trip > SLOWEST && Math.abs(instant - middle - ahead) < trip / 2 + LEAST) return
  noteInstant(instant, middle)
}

/** The API's clock said `instant` when this device's said `here`, both in milliseconds. */
export function noteInstant(instant: number, here: number): void {
  const difference = Math.round(instant - here)
  const now = Math.abs(difference) < LEAST ? 0 : difference
  if (Math.abs(now - ahead) < LEAST && now !== 0) return
  ahead = now
  settings.save('clock', ahead)
}

/** Now, by the API's clock as far as it is known: phones' own clocks are wrong by minutes, some by hours. */
export const trueNow = (): Date => new Date(Date.now() + ahead)

/** By how much this device's clock differs, in milliseconds. */
export const clockError = (): number => ahead
