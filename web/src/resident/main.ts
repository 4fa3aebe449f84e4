import { createApp } from 'vue'
import '../shared/styles/base.css'
import '../shared/styles/controls.css'
import { apiBase } from '../shared/api/config'
import { persistently } from '../shared/device/pieces'
import { startPreferences } from '../shared/device/preferences'
import { startServiceWorker } from '../shared/device/serviceWorker'
import { startTrustedTypes } from '../shared/device/trustedTypes'
import { currentLocale, startI18n } from '../shared/i18n'
import { type Locale, WRITTEN, type Written } from '../shared/i18n/languages'
import { parseHash, startRouter } from '../shared/routing/router'
import { personal, settingsTab } from '../shared/storage/local'
import { signedIn } from './account/state/account'
import App from './App.vue'
import { startSending } from './declare/state/declarations'
import { takeReturned } from './login/state/returned'
import { takeAgreed } from './platforms/state/agreed'
import { screens } from './screens'
import { takeArrival } from './visits/state/arrival'
import { fetchWhole, words } from './words'

/** The piece of the screen that is shown first. Whether it came or not: one that did not says so itself. */
function firstScreen(): Promise<unknown> {
  const name = parseHash(location.hash).name || (signedIn.value ? 'code' : '')
  return persistently<unknown>(screens[name]?.component ?? (() => Promise.resolve())).catch(() => null)
}

/** Milliseconds. What is on the screen has the line to itself until then. */
const KEEP_AFTER = 8_000

/** Chinese and English lie whole on the device; another language comes whole once it is in use. */
function keepWhole(language: Locale): void {
  if (!WRITTEN.includes(language as Written)) setTimeout(() => void fetchWhole(language).catch(() => undefined), KEEP_AFTER)
}

async function start(): Promise<void> {
  startTrustedTypes()
  takeArrival()
  takeReturned()
  takeAgreed()
  startPreferences()
  void apiBase()
  startServiceWorker()
  await startI18n(words)
  startRouter()
  // The words that stand there already stay until the first screen is whole.
  await firstScreen()
  settingsTab.forget('lost')
  createApp(App).mount('#app')
  startSending()
  keepWhole(currentLocale())
  // Photos that an earlier visit did not get through go on by themselves.
  if (signedIn.value && personal.load('uploads', false)) void import('./traveller/state/uploads').then((part) => part.resumeUploads()).catch(() => undefined)
}

void start()
