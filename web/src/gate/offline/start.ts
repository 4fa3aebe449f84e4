import { watch } from 'vue'
import { delivered } from '../state/checks'
import { api, signedIn } from '../state/staff'
import { openCarried, refreshCarried } from './keeper'
import { keepFiles, namesOf } from './page'
import { openQueue, sendChecks } from './queue'

const EVERY = 120_000

let last = 0
let filesKept = false

/** Reads keys and ended codes anew and sends what waits; without a network nothing changes. */
export async function catchUp(): Promise<void> {
  if (navigator.onLine === false) return
  last = Date.now()
  void keepThePage()
  await refreshCarried(api).catch(() => undefined)
  if (signedIn.value) await sendChecks(api, delivered)
}

/** Once a page opened; again and again where a bad network stopped it half way. */
async function keepThePage(): Promise<void> {
  if (filesKept) return
  filesKept = true
  await namesOf().then(keepFiles).catch(() => (filesKept = false))
}

/** Opens what is kept and keeps it up to date for as long as the page is open. */
export async function startOffline(): Promise<void> {
  await Promise.all([openCarried().catch(() => undefined), openQueue().catch(() => undefined)])
  void catchUp()
  addEventListener('online', () => void catchUp())
  // What an earlier login left unsent goes out with the next one.
  watch(signedIn, (now) => now && void catchUp())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - last > EVERY / 4) void catchUp()
  })
  setInterval(() => void catchUp(), EVERY)
}
