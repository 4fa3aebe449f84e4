import { personalTab } from '../../../shared/storage/local'
import { venueIn } from '../../../shared/codes/venueCode'

/**
 * A venue's code that the phone's own camera opened: it is kept for this tab while the person logs in or declares for
 * the first time, and never longer than a screen's code is likely to be remembered.
 */
const LONGEST = 30 * 60_000

interface Kept {
  code: string
  at: number
}

export const keepArrival = (code: string, now = Date.now()): boolean => personalTab.save('arrival', { code, at: now } satisfies Kept)

/** The code that is still to be used, or null. */
export function arrival(now = Date.now()): string | null {
  const kept = personalTab.load<Kept | null>('arrival', null)
  return kept && now - kept.at < LONGEST ? kept.code : null
}

export const forgetArrival = (): void => personalTab.forget('arrival')

/** At `…/v#code`: keeps the code and turns the address into that of the screen for visits. */
export function takeArrival(): void {
  if (!/\/v(?:\.html)?$/.test(location.pathname)) return
  const code = venueIn(location.hash)?.code ?? location.hash.slice(1)
  if (code && !code.startsWith('/')) keepArrival(code)
  history.replaceState(null, '', `./index.html${location.search}#/visit`)
}
