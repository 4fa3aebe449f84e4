import { createApp } from 'vue'
import '../shared/styles/base.css'
import '../shared/styles/controls.css'
import { apiBase } from '../shared/api/config'
import { persistently } from '../shared/device/pieces'
import { startPreferences } from '../shared/device/preferences'
import { startServiceWorker } from '../shared/device/serviceWorker'
import { startTrustedTypes } from '../shared/device/trustedTypes'
import { startI18n } from '../shared/i18n'
import { parseHash, startRouter } from '../shared/routing/router'
import { personal, settingsTab } from '../shared/storage/local'
import { signedIn } from './account/state/account'
import App from './App.vue'
import { startSending } from './declare/state/declarations'
import { screens } from './screens'
import { takeArrival } from './visits/state/arrival'

/** The piece of the screen that is shown first. Whether it came or not: one that did not says so itself. */
function firstScreen(): Promise<unknown> {
  const name = parseHash(location.hash).name || (signedIn.value ? 'code' : '')
  return persistently<unknown>(screens[name]?.component ?? (() => Promise.resolve())).catch(() => null)
}

async function start(): Promise<void> {
  startTrustedTypes()
  takeArrival()
  startPreferences()
  void apiBase()
  startServiceWorker()
  await startI18n({ 'zh-CN': () => import('./words/zh-CN'), en: () => import('./words/en') })
  startRouter()
  // The words that stand there already stay until the first screen is whole.
  await firstScreen()
  settingsTab.forget('lost')
  createApp(App).mount('#app')
  startSending()
  // Photos that an earlier visit did not get through go on by themselves.
  if (signedIn.value && personal.load('uploads', false)) void import('./traveller/state/uploads').then((part) => part.resumeUploads()).catch(() => undefined)
}

void start()
