import { createApp } from 'vue'
import '../shared/styles/base.css'
import '../shared/styles/controls.css'
import { landing } from '../resident/login/state/login'
import { apiBase } from '../shared/api/config'
import { startPreferences } from '../shared/device/preferences'
import { lightOf, startServiceWorker } from '../shared/device/serviceWorker'
import { startTrustedTypes } from '../shared/device/trustedTypes'
import { startI18n } from '../shared/i18n'
import { startRouter } from '../shared/routing/router'
import App from './App.vue'

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
  createApp(App).mount('#app')
}

void start()
