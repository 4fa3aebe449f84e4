import { type FoundZone, better, findZone } from '../../../shared/identity/findZone'
import { decoded } from '../state/decoded'
import { LOOKS, prepared } from './prepared'
import { type Recognizer, openRecognizer } from './recognizer'

export { type Recognizer, openRecognizer }

/** Noise takes long to read: nobody should wait for all looks at a picture with nothing on it (milliseconds). */
const LONGEST = 20_000

/**
 * The zone on a picture of a passport's page, looked for in several ways until the check digits agree and the line of
 * names is whole; the best guess or null where they never do. Nothing leaves the device.
 */
export async function readPicture(file: Blob, recognizer: Recognizer, today: string): Promise<FoundZone | null> {
  const picture = await decoded(file)
  const end = performance.now() + LONGEST
  try {
    let found: FoundZone | null = null
    for (const look of LOOKS) {
      // Another way up can only help where nothing of the right shape was seen.
      if (found && look.quarters) break
      found = better(found, findZone(await recognizer.read(prepared(picture, look)), today))
      if ((found?.sure && found.exact) || performance.now() > end) break
    }
    return found
  } finally {
    picture.close()
  }
}
