import { Problem } from '../../../shared/api/problem'
import { personalTab } from '../../../shared/storage/local'
import { api } from '../../account/state/account'
import type { Agreed } from './agreed'
import { KeepsNothing, challengeOf, newVerifier } from './verifier'

/** Whether WeChat is bound to the account, where messages by it would go. */
export async function isBound(): Promise<boolean> {
  const { items } = await api.get('/me/platforms')
  return items.some(({ platform, bound_at }) => platform === 'wechat' && bound_at !== null)
}

/** Goes to WeChat's own page, where the person agrees to one message or does not; it leads back here. Raises KeepsNothing. */
export async function leaveToAgree(): Promise<void> {
  const verifier = newVerifier()
  if (!personalTab.save('agreeing', verifier)) throw new KeepsNothing()
  const { confirm_url } = await api.post('/me/wechat-agreements/start', { challenge: await challengeOf(verifier) }, { repeatable: true })
  // In place of this page: the way back leads to what was before it, and not through WeChat's again.
  location.replace(confirm_url)
}

/** Tells the service what the person agreed to; how many messages are left then. Raises KeepsNothing in a browser that none left from, and what the API refuses. */
export async function keepAgreed({ openid, scene, state }: Agreed): Promise<number> {
  const verifier = personalTab.load<string | null>('agreeing', null)
  if (!verifier) throw new KeepsNothing()
  const { wechat_left } = await api.post('/me/wechat-agreements', { openid, scene, state, verifier }, { repeatable: true })
  personalTab.forget('agreeing')
  return wechat_left
}

/** Whether the same may be told once more: the network or the service was away. */
export const wasAway = (error: unknown): boolean => !(error instanceof KeepsNothing) && !(error instanceof Problem && error.status < 500)
