import { newKey } from '../../../shared/api/idempotency'
import { type App, insideOf } from '../../../shared/device/inside'
import { personalTab } from '../../../shared/storage/local'
import { api } from '../../account/state/account'
import { enter } from '../../login/state/login'
import type { Returned } from '../../login/state/returned'
import { keepWanted } from '../../login/state/wanted'
import { type Ticket, forgetTicket, keepTicket } from '../../login/state/ticket'
import { KeepsNothing, challengeOf, newVerifier } from './verifier'

/** What the page remembers while it is away at the platform; the verifier shows that it is the one that left. */
interface Away {
  platform: App
  verifier: string
}

/** The platform that one may log in by here: the one whose browser this is, where the service has it. */
export async function offeredHere(): Promise<App | null> {
  const app = insideOf()
  if (!app) return null
  const { items } = await api.get('/login/platforms', { signedIn: false })
  return items.some((each) => each.platform === app) ? app : null
}

/** Goes to the platform, which leads back here at once; who binds comes back to where they were. Raises KeepsNothing. */
export async function leaveFor(platform: App, purpose: 'login' | 'bind'): Promise<void> {
  const verifier = newVerifier()
  if (!personalTab.save('away', { platform, verifier } satisfies Away)) throw new KeepsNothing()
  if (purpose === 'bind') keepWanted(location.hash)
  const body = { purpose, challenge: await challengeOf(verifier) }
  const { authorize_url } = await api.post(`/login/platforms/${platform}/start`, body, { signedIn: false, repeatable: true })
  // In place of this page: the way back leads to what was before it, and not through the platform again.
  location.replace(authorize_url)
}

/** The platform that the person went to; null in a browser that none left from. */
export const wentTo = (): App | null => personalTab.load<Away | null>('away', null)?.platform ?? null

/** Logs in with what came back. Where it is bound to no account its ticket is kept, and the answer is true. Raises what the API refuses. */
export async function comeBack({ code, state }: Returned): Promise<boolean> {
  const away = personalTab.load<Away | null>('away', null)
  if (!away) throw new KeepsNothing()
  const body = { auth_code: code, state, verifier: away.verifier }
  const answer = await api.post(`/login/platforms/${away.platform}/sessions`, body, { key: newKey(), signedIn: false })
  personalTab.forget('away')
  if (answer.session) await enter(answer.session)
  if (answer.binding) keepTicket({ platform: away.platform, verifier: away.verifier, ticket: answer.binding.ticket, until: Date.parse(answer.binding.expires_at) })
  return answer.binding !== null
}

/** Binds the identity of the ticket to the account that is logged in. */
export async function bind({ platform, ticket, verifier }: Ticket): Promise<void> {
  await api.put(`/me/platforms/${platform}`, { ticket, verifier })
  forgetTicket()
}
