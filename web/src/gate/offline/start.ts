import { watch } from 'vue'
import { untilDone } from '../../shared/device/untilDone'
import { delivered } from '../state/checks'
import { api, signedIn } from '../state/staff'
import { openCarried, refreshCarried } from './keeper'
import { keepFiles, namesOf } from './page'
import { openQueue, sendChecks } from './queue'

const EVERY = 120_000

let last = 0

/** Reads keys and ended codes anew and meanwhile sends what waits, which a long list is not to hold up; without a network
 * nothing changes. Whether they were read. */
export async function catchUp(): Promise<boolean> {
  if (navigator.onLine === false) return false
  last = Date.now()
  const reading = refreshCarried(api).then(() => true, () => false)
  const [read] = await Promise.all([reading, signedIn.value && sendChecks(api, delivered)])
  return read
}

async function keepThePage(): Promise<boolean> {
  await keepFiles(await namesOf())
  return true
}

/** Opens what is kept and keeps it up to date for as long as the page is open. */
export async function startOffline(): Promise<void> {
  await Promise.all([openCarried().catch(() => undefined), openQueue().catch(() => undefined)])
  // A guard's phone is to be ready soon, whatever a bad network stopped at first.
  void untilDone(catchUp)
  void untilDone(keepThePage)
  addEventListener('online', () => void catchUp())
  // What an earlier login left unsent goes out with the next one.
  watch(signedIn, (now) => now && void catchUp())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - last > EVERY / 4) void catchUp()
  })
  setInterval(() => void catchUp(), EVERY)
}
