import { ref } from 'vue'
import { keyFor, settle } from '../../shared/api/idempotency'
import { type KeptChallenge, type Way, askForCode, challengeOf } from '../../shared/api/loginCodes'
import type { Delivered } from '../../shared/api/useDelivery'
import { number as plainNumber } from '../../shared/text/kinds'
import { settingsTab } from '../../shared/storage/local'
import { logInGuard, open } from './staff'

const kept = settingsTab.load<KeptChallenge | null>('gate.challenge', null)

/** The code that a guard asked for; it outlives a page that the phone dropped while the message was read, and ends with the tab. */
export const challenge = ref(kept && Date.now() < kept.expires ? kept : null)

/** A phone as the API takes it, or null for what is plainly none. Digits without a country are China's. */
export function guardPhone(typed: string): string | null {
  const phone = plainNumber(typed)
  if (/^1\d{10}$/.test(phone)) return `+86${phone}`
  return /^\+\d{6,15}$/.test(phone) ? phone : null
}

/** Sends a code. Each press is a request of its own; a lost answer is repeated with the same key. Raises Problem, NoAnswer. */
export async function requestGuardCode(phone: string, via: Way = 'sms'): Promise<void> {
  const body = { phone, purpose: 'login' as const, ...(via === 'email' ? { via } : {}) }
  const answer = await askForCode(open, body, keyFor('login.code', body))
  settle('login.code')
  challenge.value = challengeOf(answer, phone, via)
  settingsTab.save('gate.challenge', challenge.value)
}

/** What became of the message of this challenge. */
export const deliveryOf = async (id: string): Promise<Delivered> => (await open.get(`/login/codes?challenge_id=${encodeURIComponent(id)}`, { signedIn: false })).delivery

export function forgetChallenge(): void {
  challenge.value = null
  settingsTab.forget('gate.challenge')
}

/** Logs in with the code that came. Raises WrongRole, Problem, NoAnswer. */
export async function logInWithCode(code: string): Promise<void> {
  await logInGuard(challenge.value!.id, code)
  forgetChallenge()
}
