import { ref } from 'vue'
import { ApiClient } from '../../../shared/api/client'
import { apiBase } from '../../../shared/api/config'
import { Session } from '../../../shared/api/session'
import type { SessionTokens } from '../../../shared/api/types'
import { forgetPush } from '../../../shared/device/push'
import { currentLocale } from '../../../shared/i18n'
import { forgetAll } from '../../../shared/storage/forgetAll'
import { personal } from '../../../shared/storage/local'
import { forgetProof, keepProof, proofs } from './proof'

const open = new ApiClient({ base: apiBase, language: currentLocale })

export const signedIn = ref(false)

export const session = new Session(
  personal,
  'session',
  (refreshToken, key) =>
    open.post('/login/sessions/refresh', { refresh_token: refreshToken }, { key, signedIn: false }),
  () => {
    signedIn.value = false
    void forgetPush()
  },
)
signedIn.value = session.exists

export const api = new ApiClient({ base: apiBase, language: currentLocale, tokens: session, proofs })

export function beginSession(tokens: SessionTokens): void {
  session.begin(tokens)
  keepProof(tokens)
  signedIn.value = true
}

const clearings: (() => void)[] = []

/** What a part holds of the person in memory goes by this when they log out. */
export const onClear = (clearing: () => void): void => void clearings.push(clearing)

/** Ends the login on this device; everything of the person is gone from it when this has ended. */
export async function leaveDevice(): Promise<void> {
  for (const clearing of clearings) clearing()
  forgetProof()
  const forgotten = forgetAll()
  session.end()
  await Promise.all([forgotten, forgetPush()])
}

/** Logs out here even when the network is away; the API is told if it can be. */
export async function logOut(): Promise<void> {
  await api.delete('/login/sessions').catch(() => undefined)
  await leaveDevice()
}

/** Text messages come in the language chosen here. Not worth a word when it fails: the next choice tells again. */
export function tellLanguage(): void {
  if (signedIn.value) void sendLanguage().catch(() => undefined)
}

/** A preference left out is set back to its default: the others are sent as they are. */
async function sendLanguage(): Promise<void> {
  const { sms } = await api.get('/me/preferences')
  await api.put('/me/preferences', { language: currentLocale(), sms })
}
