import { ref } from 'vue'
import { keyFor, newKey, settle } from '../../../shared/api/idempotency'
import type { CodeWanted, Delivery, Session as LoginAnswer } from '../../../shared/api/generated'
import { type KeptChallenge, type Way, askForCode, challengeOf } from '../../../shared/api/loginCodes'
import type { Credentials } from '../../../shared/api/types'
import { go } from '../../../shared/routing/router'
import { personal, settings } from '../../../shared/storage/local'
import { api, beginSession, onClear } from '../../account/state/account'
import { people, refreshPeople } from '../../account/state/people'
import { arrival } from '../../visits/state/arrival'
import { ticketHere } from './ticket'
import { takeWanted } from './wanted'

/** The code request under way; kept, because people leave the page to read the message. */
export const challenge = ref<KeptChallenge | null>(personal.load<KeptChallenge | null>('challenge', null))

onClear(() => {
  challenge.value = null
})

/** Asks for a code. Each press is a request of its own; a lost answer is repeated with the same key. */
export async function requestCode(phone: string, via: Way = 'sms'): Promise<void> {
  const device = settings.load<string | null>('device', null)
  const body: CodeWanted = { phone, purpose: 'login', ...(device ? { device_token: device } : {}), ...(via === 'email' ? { via } : {}) }
  const answer = await askForCode(api, body, keyFor('login.code', body))
  settle('login.code')
  challenge.value = challengeOf(answer, phone, via)
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
  await enter(await api.post('/login/sessions', fromHere(credentials), { key: newKey(), signedIn: false }))
}

/** Begins the session that somebody logged in to, and goes on; first to what waits to be bound to it. */
export async function enter(tokens: LoginAnswer): Promise<void> {
  beginSession(tokens)
  if (tokens.device_token) settings.save('device', tokens.device_token)
  personal.forget('challenge')
  await refreshPeople().catch(() => undefined)
  if (landing.path === null && ticketHere()) return go('platform', true)
  land()
}

/** Goes to what the person wanted to see, to the code, or to the application of a new account. */
export function land(): void {
  const wanted = takeWanted()
  if (landing.path !== null) return go(wanted ?? landing.path, true)
  if (people.value.length && arrival()) return go('visit', true)
  if (people.value.length && wanted) return go(wanted, true)
  const travels = settings.load('travelling', false)
  const blank = travels ? 'enter' : 'apply'
  go(people.value.length && !travels ? 'code' : blank, true)
}
