import { ref } from 'vue'
import { ApiClient } from '../../shared/api/client'
import { apiBase } from '../../shared/api/config'
import { newKey } from '../../shared/api/idempotency'
import { Session } from '../../shared/api/session'
import type { SessionTokens } from '../../shared/api/types'
import { currentLocale } from '../../shared/i18n'
import { go } from '../../shared/routing/router'
import { settings } from '../../shared/storage/local'
import { answered } from './passkeys'

export const open = new ApiClient({ base: apiBase, language: currentLocale })
export const signedIn = ref(false)
/** The roles of the login, as the last log-in or renewal told them. */
export const roles = ref<readonly string[]>([])
/** The login's own id, by which the API says who proposed what. */
export const ownId = ref('')
/** The beginning of the codes of the login's regions; empty for the whole country. */
export const ownRegion = ref('')
/** Whether the roles have been told since the page was opened. */
export const known = ref(false)

export const session = new Session(
  settings,
  'console',
  async (refreshToken, key) => noted(await open.post('/login/sessions/refresh', { refresh_token: refreshToken }, { key, signedIn: false })),
  () => {
    signedIn.value = known.value = false
    roles.value = []
    ownId.value = ownRegion.value = ''
  },
)
signedIn.value = session.exists

export const api = new ApiClient({ base: apiBase, language: currentLocale, tokens: session })

function noted(tokens: SessionTokens): SessionTokens {
  roles.value = tokens.account?.roles ?? roles.value
  ownId.value = tokens.account?.id ?? ownId.value
  ownRegion.value = tokens.account?.region ?? ownRegion.value
  known.value = true
  return tokens
}

function begin(tokens: SessionTokens): void {
  session.begin(noted(tokens))
  signedIn.value = true
}

export async function logIn(login: string, password: string, totp: string): Promise<void> {
  begin(await open.post('/login/sessions', { login, password, totp }, { key: newKey(), signedIn: false }))
}

/** Raises PasskeyUnused where the person closed the browser's question. */
export async function logInWithPasskey(login: string): Promise<void> {
  const { passkey_options } = await open.post('/login/passkeys/start', { login }, { repeatable: true, signedIn: false })
  const passkey = await answered(passkey_options)
  begin(await open.post('/login/sessions', { login, passkey }, { key: newKey(), signedIn: false }))
}

export async function changePassword(current: string, password: string): Promise<void> {
  await api.put('/me/password', { current_password: current, password })
  go('login', true)
  session.end()
}

export async function logOut(): Promise<void> {
  await api.delete('/login/sessions').catch(() => undefined)
  // Whoever logs out is done: the next one does not begin where they were.
  go('login', true)
  session.end()
}
