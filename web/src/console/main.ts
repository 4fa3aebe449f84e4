import { createApp } from 'vue'
import '../shared/styles/base.css'
import '../shared/styles/controls.css'
import './console.css'
import { apiBase } from '../shared/api/config'
import { startPreferences } from '../shared/device/preferences'
import { startI18n } from '../shared/i18n'
import { startFilters } from '../shared/routing/filters'
import { startRouter } from '../shared/routing/router'
import App from './App.vue'
import { watchHands } from './shell/away'
import { takeInvitation } from './state/invitation'

/** Online only: no service worker keeps what staff look at. */
async function start(): Promise<void> {
  startPreferences()
  void apiBase()
  takeInvitation()
  await startI18n({ 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
  startRouter()
  startFilters()
  watchHands()
  createApp(App).mount('#app')
}

void start()
