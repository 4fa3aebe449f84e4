import { keyFor, settle } from '../../shared/api/idempotency'
import { NoAnswer } from '../../shared/api/problem'

/**
 * Sends a write under the one key that this body of this action has, until it is answered: what is clicked again after a
 * network that died counts once. `work` takes the key. The name of an action holds ids only.
 */
export async function sendOnce<T>(action: string, body: unknown, work: (key: string) => Promise<T>): Promise<T> {
  try {
    const answer = await work(keyFor(action, body))
    settle(action)
    return answer
  } catch (error) {
    if (!(error instanceof NoAnswer)) settle(action)
    throw error
  }
}
