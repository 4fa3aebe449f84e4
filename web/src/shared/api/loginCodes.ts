import type { Challenge, CodeWanted, WorkChallenge } from './generated'
import type { ApiClient } from './client'
import { newKey } from './idempotency'
import { Problem } from './problem'

/** How a code comes: by text message, or to the e-mail address that the phone's account has confirmed. */
export type Way = 'sms' | 'email'

/** A code that was asked for; kept, because people leave the page to read the message. Instants are milliseconds of this device's clock. */
export interface KeptChallenge {
  id: string
  phone: string
  via?: Way
  expires: number
  /** When another may be asked for. */
  resend: number
}

const LASTS = 5 * 60_000
/** A wrong clock on the phone must not lock the button for hours. */
const LONGEST_WAIT = 10 * 60_000

/** What is kept of an answer about `phone`. */
export function challengeOf(answer: Challenge, phone: string, via: Way, now = Date.now()): KeptChallenge {
  const wait = Math.min(Math.max(Date.parse(answer.resend_after) - now, 0), LONGEST_WAIT)
  return { id: answer.challenge_id, phone, via, expires: now + LASTS, resend: now + wait }
}

/** Seconds until another may be asked for. */
export const waitOf = (challenge: KeptChallenge | null, now: Date): number => Math.max(0, Math.ceil(((challenge?.resend ?? 0) - now.getTime()) / 1000))

/**
 * Asks for a login code. Under pressure the API wants work first: the phone computes it by itself, nobody has to do
 * anything. What was worked for is sent once, with a key of its own.
 */
export async function askForCode(api: Pick<ApiClient, 'get' | 'post'>, body: CodeWanted, key: string): Promise<Challenge> {
  try {
    return await api.post('/login/codes', body, { key, signedIn: false })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'proof_of_work_required') throw error
  }
  const proof_of_work = await worked(await api.get('/login/proof-of-work', { signedIn: false }))
  return api.post('/login/codes', { ...body, proof_of_work }, { key: newKey(), signedIn: false })
}

/** The solved challenge as the API takes it. The solver is fetched by the phones that need it. */
export async function worked(challenge: WorkChallenge): Promise<string> {
  const [{ solveChallenge }, { deriveKey }] = await Promise.all([import('altcha-lib'), import('altcha-lib/algorithms/web/pbkdf2')])
  const solution = await solveChallenge({ challenge, deriveKey })
  if (!solution) throw new Error('no solution in time')
  return btoa(JSON.stringify({ challenge, solution }))
}
