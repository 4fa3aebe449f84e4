import { backOff } from '../../../shared/api/client'
import { NoAnswer, Problem } from '../../../shared/api/problem'
import type { NewPhoto } from '../../../shared/api/generated'
import type { Photo, PhotoKind, Upload } from '../../../shared/api/types'

/** A photo on its way, as it is kept on the device until the API has it. */
export interface KeptUpload {
  personId: string
  kind: PhotoKind
  /** The idempotency key: the same request again gives the same photo with a new link. */
  key: string
  /** When the key was made, in milliseconds. */
  at: number
  bytes: ArrayBuffer
  type: NewPhoto['content_type']
}

export type Step = 'waiting' | 'asking' | 'sending' | 'checking'

export interface Ways {
  ask(upload: KeptUpload): Promise<Upload>
  /** Sends the form; returns the store's status. Raises NoAnswer when the connection breaks. */
  send(upload: KeptUpload, form: Upload['upload'], progress: (share: number) => void): Promise<number>
  find(upload: KeptUpload, photoId: string): Promise<Photo | undefined>
  /** Waits, or less long when the network comes back. */
  pause(milliseconds: number): Promise<void>
  report(step: Step, share?: number): void
  /** Gives the upload a new key. */
  renew(upload: KeptUpload): Promise<void>
}

const LOOKS = [1500, 2000, 3000, 5000, 8000, 13_000]
/** The API keeps a key for 24 h. */
const KEY_LIFETIME = 23 * 3600_000
const REFUSALS = 3
const PASSING = new Set([429, 502, 503, 504])

const passing = (error: unknown) => error instanceof NoAnswer || (error instanceof Problem && PASSING.has(error.status))

/**
 * Brings one photo to the API: asks for a link, sends, and looks until it was checked. Lost connections are tried
 * again for as long as it takes; a link that ran out is replaced. Returns the photo as the API last had it.
 * Raises Problem when the API refuses, or Error when the store refuses again and again.
 */
export async function carry(upload: KeptUpload, ways: Ways, now: () => number = Date.now): Promise<Photo> {
  let refused = 0
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (now() - upload.at > KEY_LIFETIME || refused === 2) await ways.renew(upload)
      ways.report('asking')
      const { photo, upload: form } = await ways.ask(upload)
      if (photo.status !== 'awaiting') return photo
      ways.report('sending', 0)
      const status = await ways.send(upload, form, (share) => ways.report('sending', share))
      if (status < 300) return await looked(upload, photo, ways)
      refused += 1
      if (refused === REFUSALS) throw new Error(`store ${status}`)
    } catch (error) {
      if (!passing(error)) throw error
    }
    ways.report('waiting')
    await ways.pause(Math.min(60_000, backOff(Math.min(attempt, 8)) * (attempt > 4 ? 5 : 1)))
  }
}

async function looked(upload: KeptUpload, photo: Photo, ways: Ways): Promise<Photo> {
  let last = photo
  ways.report('checking')
  for (const wait of LOOKS) {
    await ways.pause(wait)
    // It has arrived: a look that fails is no reason to send it again.
    const found = await ways.find(upload, photo.id).catch(() => undefined)
    last = found ?? last
    if (last.status !== 'awaiting') break
  }
  return last
}
