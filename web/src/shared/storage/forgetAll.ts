import { PERSONAL_DRAWERS, empty } from './database'
import { forgetPersonal } from './local'

/** Removes everything that belongs to a person from the device: what is named in `local.ts` at once, then the drawers. */
export async function forgetAll(): Promise<void> {
  forgetPersonal()
  // Where the browser keeps no drawers nothing lies in them.
  await Promise.all(PERSONAL_DRAWERS.map((drawer) => empty(drawer).catch(() => undefined)))
}
