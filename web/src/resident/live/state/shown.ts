import { type Ref, onScopeDispose, ref, watch } from 'vue'
import { same } from '../../../shared/codes/bytes'
import { sign } from '../../../shared/codes/deviceKey'
import { show } from '../../../shared/codes/live'
import { claimsOf, coseOf } from '../../../shared/codes/token'
import { trueNow } from '../../../shared/time/trueTime'
import { type Phone, thisPhone } from './phone'

/** A picture of the screen is worth nothing after a minute; a new one twice in that time leaves room to be scanned. */
export const EVERY = 30_000

export interface Shown {
  text: string
  /** `device` proves that this phone shows it now; `copy` is the token alone. Empty while that is not known yet. */
  kind: 'device' | 'copy' | ''
}

/** What to show for a token at `now`: a fresh proof if it is bound to this phone, otherwise the token itself. */
export async function presentation(token: string, phone: Phone | null, now: Date): Promise<Shown> {
  if (!phone) return { text: token, kind: 'copy' }
  try {
    const cose = await coseOf(token)
    const { device } = claimsOf(cose)
    if (!device || !same(device, phone.half.thumbprint)) return { text: token, kind: 'copy' }
    const seconds = Math.floor(now.getTime() / 1000)
    return { text: await show(cose, seconds, phone.half.xy, (message) => sign(phone.privateKey, message)), kind: 'device' }
  } catch {
    return { text: token, kind: 'copy' }
  }
}

/** The text of the QR code, made anew every 30 s and whenever the screen comes back; it needs no network. */
export function useShown(token: () => string | null): Readonly<Ref<Shown>> {
  const shown = ref<Shown>({ text: '', kind: '' })
  let latest = 0

  async function renew() {
    const now = token()
    const turn = (latest += 1)
    if (!now) return void (shown.value = { text: '', kind: '' })
    const next = await presentation(now, await thisPhone(), trueNow())
    if (turn === latest) shown.value = next
  }
  const onReturn = () => document.visibilityState === 'visible' && void renew()

  watch(token, renew, { immediate: true })
  const timer = setInterval(renew, EVERY)
  document.addEventListener('visibilitychange', onReturn)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onReturn)
  })
  return shown
}
