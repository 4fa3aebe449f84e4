import type { Challenge, CodeWanted, WorkChallenge } from './generated'
import type { ApiClient } from './client'
import { newKey } from './idempotency'
import { Problem } from './problem'

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
