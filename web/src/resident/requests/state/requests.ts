import type { OwnInvocation } from '../../../shared/api/generated'
import { trueNow } from '../../../shared/time/trueTime'
import { api, onClear, signedIn } from '../../account/state/account'

export type Request = OwnInvocation

/** What other platforms asked for of the account's people, the latest first. */
export const requests = async (): Promise<Request[]> => (await api.get('/me/invocations')).items

/** The person's yes or no; the same one again after a lost answer changes nothing. */
export const decide = (id: string, accept: boolean): Promise<Request> =>
  api.post(`/me/invocations/${id}/decision`, { accept }, { repeatable: true })

/** The status as it is now: the list may have been fetched before the time ran out. */
export function statusOf(request: Request, now: Date = trueNow()): Request['status'] {
  const runs = request.status === 'open' || request.status === 'confirmed'
  return runs && now.getTime() >= Date.parse(request.expires_at) ? 'lapsed' : request.status
}

/** An answer is due within minutes: looked for this often while somebody has the code before them. */
export const PAUSE = 60_000
let looked: { at: number; waiting: Promise<Request | undefined> } | null = null

/** After an answer, and after a login, it is asked for anew. */
export function forget(): void {
  looked = null
}
onClear(forget)

/** The first request that waits for an answer; asked for at most once in half a `PAUSE`, and never without a login. */
export async function open(): Promise<Request | null> {
  if (!signedIn.value) return null
  if (!looked || Date.now() - looked.at >= PAUSE / 2) looked = { at: Date.now(), waiting: look() }
  const found = await looked.waiting
  return found && statusOf(found) === 'open' ? found : null
}

/** What cannot be looked up now is told by the message all the same. */
const look = async () => (await requests().catch((): Request[] => [])).find((each) => each.status === 'open')
