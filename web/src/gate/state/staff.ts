import { ref } from 'vue'
import { ApiClient } from '../../shared/api/client'
import { apiBase } from '../../shared/api/config'
import { newKey } from '../../shared/api/idempotency'
import { Session } from '../../shared/api/session'
import type { SessionTokens } from '../../shared/api/types'
import { currentLocale } from '../../shared/i18n'
import { load, save } from '../../shared/storage/local'

const open = new ApiClient({ base: apiBase, language: currentLocale })

export class WrongRole extends Error {}

export const signedIn = ref(false)

export const session = new Session(
  'staff',
  (refreshToken, key) =>
    open.post<SessionTokens>('/login/sessions/refresh', { refresh_token: refreshToken }, { key, signedIn: false }),
  () => {
    signedIn.value = false
  },
)
signedIn.value = session.exists

/** A guard waits with a person in front: give up sooner than elsewhere. */
export const api = new ApiClient({ base: apiBase, language: currentLocale, tokens: session, timeout: 8_000 })

export const venueId = ref(load('gate.venue', ''))

export function setVenue(id: string): void {
  venueId.value = id.trim()
  save('gate.venue', venueId.value)
}

/** Raises WrongRole for a login that is right but may not check codes. */
export async function logIn(login: string, password: string, totp: string): Promise<void> {
  const body = { login, password, totp }
  const tokens = await open.post<SessionTokens>('/login/sessions', body, { key: newKey(), signedIn: false })
  session.begin(tokens)
  const roles = tokens.account?.roles
  if (roles && !roles.includes('gate')) {
    await logOut()
    throw new WrongRole()
  }
  signedIn.value = true
}

export async function logOut(): Promise<void> {
  await api.delete('/login/sessions').catch(() => undefined)
  session.end()
}
