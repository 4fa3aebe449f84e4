/**
 * A venue's code that the phone's own camera opened: it is kept for this tab while the person logs in or declares for
 * the first time, and never longer than a screen's code is likely to be remembered.
 */
const NAME = 'kangma.arrival'
const LONGEST = 30 * 60_000

interface Kept {
  code: string
  at: number
}

function readKept(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export function keepArrival(code: string, now = Date.now()): void {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ code, at: now } satisfies Kept))
  } catch {
    // A store that is full or forbidden: the person scans once more.
  }
}

/** The code that is still to be used, or null. */
export function arrival(now = Date.now()): string | null {
  const kept = readKept()
  return kept && now - kept.at < LONGEST ? kept.code : null
}

export function forgetArrival(): void {
  try {
    sessionStorage.removeItem(NAME)
  } catch {
    // As above.
  }
}

/** At `…/v#code`: keeps the code and turns the address into that of the screen for visits. */
export function takeArrival(): void {
  if (!/\/v(?:\.html)?$/.test(location.pathname)) return
  const code = location.hash.slice(1)
  if (code && !code.startsWith('/')) keepArrival(code)
  history.replaceState(null, '', `./index.html${location.search}#/visit`)
}
