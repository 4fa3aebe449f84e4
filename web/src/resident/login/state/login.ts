import { ref } from 'vue'
import { keyFor, newKey, settle } from '../../../shared/api/idempotency'
import type { CodeWanted, Delivery } from '../../../shared/api/generated'
import { askForCode } from '../../../shared/api/loginCodes'
import type { Credentials } from '../../../shared/api/types'
import { go } from '../../../shared/routing/router'
import { personal, settings } from '../../../shared/storage/local'
import { api, beginSession, onClear } from '../../account/state/account'
import { people, refreshPeople } from '../../account/state/people'
import { arrival } from '../../visits/state/arrival'
import { takeWanted } from './wanted'

/** How a code comes: by text message, or to the e-mail address that the phone's account has confirmed. */
export type Way = 'sms' | 'email'

export interface KeptChallenge {
  id: string
  phone: string
  via?: Way
  expires: number
  resend: number
}

/** The code request under way; kept, because people leave the page to read the message. */
export const challenge = ref<KeptChallenge | null>(personal.load<KeptChallenge | null>('challenge', null))

onClear(() => {
  challenge.value = null
})

const RESEND_SECONDS = 60

function resendAt(instant: string): number {
  const asked = Date.parse(instant) - Date.now()
  // A wrong clock on the phone must not lock the button for hours.
  return Date.now() + Math.min(Math.max(asked, 0), 10 * RESEND_SECONDS * 1000)
}

/** Asks for a code. Each press is a request of its own; a lost answer is repeated with the same key. */
export async function requestCode(phone: string, via: Way = 'sms'): Promise<void> {
  const device = settings.load<string | null>('device', null)
  const body: CodeWanted = { phone, purpose: 'login', ...(device ? { device_token: device } : {}), ...(via === 'email' ? { via } : {}) }
  const answer = await askForCode(api, body, keyFor('login.code', body))
  settle('login.code')
  challenge.value = {
    id: answer.challenge_id,
    phone,
    via,
    expires: Date.now() + 5 * 60_000,
    resend: resendAt(answer.resend_after),
  }
  personal.save('challenge', challenge.value)
}

/** What became of the message of this challenge. */
export async function deliveryOf(id: string): Promise<Delivery['delivery']> {
  return (await api.get(`/login/codes?challenge_id=${encodeURIComponent(id)}`, { signedIn: false })).delivery
}

/** Another page with this login in it goes on to a place of its own. */
export const landing = { path: null as string | null }

/** Guesses at a password are counted for themselves on a device that was logged in before. */
function fromHere(credentials: Credentials): Credentials {
  const device = settings.load<string | null>('device', null)
  return credentials.password && device ? { ...credentials, device_token: device } : credentials
}

/** Logs in and goes on: to the code, or to the application of a new account. */
export async function logIn(credentials: Credentials): Promise<void> {
  // The key is not kept on the device: beside it would stay a fingerprint of the password.
  const tokens = await api.post('/login/sessions', fromHere(credentials), { key: newKey(), signedIn: false })
  beginSession(tokens)
  if (tokens.device_token) settings.save('device', tokens.device_token)
  personal.forget('challenge')
  await refreshPeople().catch(() => undefined)
  const wanted = takeWanted()
  if (landing.path !== null) return go(wanted ?? landing.path, true)
  if (people.value.length && arrival()) return go('visit', true)
  if (people.value.length && wanted) return go(wanted, true)
  const travels = settings.load('travelling', false)
  const blank = travels ? 'enter' : 'apply'
  go(people.value.length && !travels ? 'code' : blank, true)
}
