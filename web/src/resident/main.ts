import { createApp } from 'vue'
import '../shared/styles/base.css'
import '../shared/styles/controls.css'
import { apiBase } from '../shared/api/config'
import { startPreferences } from '../shared/device/preferences'
import { startServiceWorker } from '../shared/device/serviceWorker'
import { startI18n } from '../shared/i18n'
import { startRouter } from '../shared/routing/router'
import { personal } from '../shared/storage/local'
import { signedIn } from './account/state/account'
import App from './App.vue'
import { startSending } from './declare/state/declarations'
import { takeArrival } from './visits/state/arrival'

async function start(): Promise<void> {
  takeArrival()
  startPreferences()
  void apiBase()
  startServiceWorker()
  await startI18n({ 'zh-CN': () => import('./words/zh-CN'), en: () => import('./words/en') })
  startRouter()
  createApp(App).mount('#app')
  startSending()
  // Photos that an earlier visit did not get through go on by themselves.
  if (signedIn.value && personal.load('uploads', false)) void import('./traveller/state/uploads').then((part) => part.resumeUploads()).catch(() => undefined)
}

void start()
