import { ref } from 'vue'
import { ApiClient } from '../../shared/api/client'
import { apiBase } from '../../shared/api/config'
import { Session } from '../../shared/api/session'
import type { Preferences, SessionTokens } from '../../shared/api/types'
import { currentLocale } from '../../shared/i18n'
import { discardAllDrafts } from '../../shared/storage/drafts'
import { forget, load } from '../../shared/storage/local'

const open = new ApiClient({ base: apiBase, language: currentLocale })

export const signedIn = ref(false)

export const session = new Session(
  'session',
  (refreshToken, key) =>
    open.post<SessionTokens>('/login/sessions/refresh', { refresh_token: refreshToken }, { key, signedIn: false }),
  () => {
    signedIn.value = false
  },
)
signedIn.value = session.exists

export const api = new ApiClient({ base: apiBase, language: currentLocale, tokens: session })

export function beginSession(tokens: SessionTokens): void {
  session.begin(tokens)
  signedIn.value = true
}

const clearings: (() => unknown)[] = []

/** What else has to forget the person; for parts that keep something of their own. */
export const onClear = (clearing: () => unknown): void => void clearings.push(clearing)

/** Removes everything of the person from the device. */
export function clearDevice(): void {
  discardAllDrafts()
  for (const clearing of clearings) void clearing()
  // Photos that wait lie in another store, whose part may not be loaded yet.
  if (load('uploads', false)) void import('../traveller/state/uploads').then((part) => part.forgetUploads())
  for (const name of ['people', 'codes', 'waiting', 'selected', 'last', 'places', 'challenge', 'standings', 'journeys', 'schemes', 'uploads']) forget(name)
}

/** Logs out here even when the network is away; the API is told if it can be. */
export async function logOut(): Promise<void> {
  await api.delete('/login/sessions').catch(() => undefined)
  clearDevice()
  session.end()
}

/** Text messages come in the language chosen here. Not worth a word when it fails: the next choice tells again. */
export function tellLanguage(): void {
  if (signedIn.value) void sendLanguage().catch(() => undefined)
}

/** A preference left out is set back to its default: the others are sent as they are. */
async function sendLanguage(): Promise<void> {
  const { sms } = await api.get<Preferences>('/me/preferences')
  await api.put('/me/preferences', { language: currentLocale(), sms })
}
