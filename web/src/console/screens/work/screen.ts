import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'work',
  roles: ['reviewer', 'epidemiologist', 'supervisor', 'auditor', 'exchange_desk'],
  group: 'work',
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./WorkScreen.vue'),
})
