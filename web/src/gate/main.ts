import { createApp } from 'vue'
import '../shared/styles/base.css'
import '../shared/styles/controls.css'
import './gate.css'
import { apiBase } from '../shared/api/config'
import { startPreferences } from '../shared/device/preferences'
import { lightOf, startServiceWorker } from '../shared/device/serviceWorker'
import { startTrustedTypes } from '../shared/device/trustedTypes'
import { keepTyped } from '../shared/device/typed'
import { startI18n } from '../shared/i18n'
import { startRouter } from '../shared/routing/router'
import { settingsTab } from '../shared/storage/local'
import App from './App.vue'
import { startOffline } from './offline/start'

async function start(): Promise<void> {
  startTrustedTypes()
  startPreferences()
  void apiBase()
  startServiceWorker(lightOf('gate.html'))
  await startI18n({ 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
  startRouter()
  settingsTab.forget('lost')
  keepTyped()
  createApp(App).mount('#app')
  void startOffline()
}

void start()
