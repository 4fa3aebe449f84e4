import { createApp } from 'vue'
import '../shared/styles/base.css'
import '../shared/styles/controls.css'
import { signedIn } from '../resident/account/state/account'
import { landing } from '../resident/login/state/login'
import { apiBase } from '../shared/api/config'
import { persistently } from '../shared/device/pieces'
import { startPreferences } from '../shared/device/preferences'
import { lightOf, startServiceWorker } from '../shared/device/serviceWorker'
import { startTrustedTypes } from '../shared/device/trustedTypes'
import { keepTyped } from '../shared/device/typed'
import { startI18n } from '../shared/i18n'
import { parseHash, startRouter } from '../shared/routing/router'
import { settingsTab } from '../shared/storage/local'
import App from './App.vue'
import { screens } from './screens'

/** The piece of the screen that is shown first. Whether it came or not: one that did not says so itself. */
function firstScreen(): Promise<unknown> {
  const screen = screens[parseHash(location.hash).name] ?? screens.lost!
  const shown = signedIn.value || screen.open ? screen : screens.login!
  return persistently(shown.component).catch(() => null)
}

/** The login, and its words, are the resident's: whoever manages a venue is a person with a phone. */
async function start(): Promise<void> {
  startTrustedTypes()
  startPreferences()
  void apiBase()
  startServiceWorker(lightOf('venue.html'))
  landing.path = ''
  await startI18n({
    'zh-CN': async () => ({ default: { ...(await import('../resident/words/zh-CN')).default, ...(await import('./messages/zh-CN')).default } }),
    en: async () => ({ default: { ...(await import('../resident/words/en')).default, ...(await import('./messages/en')).default } }),
  })
  startRouter()
  // The words that stand there already stay until the first screen is whole.
  await firstScreen()
  settingsTab.forget('lost')
  keepTyped()
  createApp(App).mount('#app')
}

void start()
