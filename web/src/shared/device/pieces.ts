import { settingsTab } from '../storage/local'

/** Each round fetches only what the one before did not get: a screen of twenty files comes through a network that drops every third. */
const PAUSES = [300, 800, 1500, 3000, 5000]

/** Loads a piece of the page again when the network drops it; raises the last failure. */
export async function persistently<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await load()
    } catch {
      if (navigator.onLine === false) break
      await new Promise((done) => setTimeout(done, pause))
    }
  }
  return load()
}

const LEAST_BETWEEN = 60_000

/**
 * A screen did not come although the network works: a new version has taken its place, or the browser keeps the
 * failure. Drafts are kept on the device, so loading the page again is safe; once a minute, lest it loop. Never
 * without having reached the page first: a page that is there is worth more than none.
 */
export async function reloadForPiece(): Promise<void> {
  const last = settingsTab.load('reloaded', 0)
  if (Date.now() - last < LEAST_BETWEEN) return
  const reached = await fetch(location.pathname, { cache: 'no-store', signal: AbortSignal.timeout(8_000) }).catch(() => null)
  if (!reached?.ok) return
  settingsTab.save('reloaded', Date.now())
  location.reload()
}
