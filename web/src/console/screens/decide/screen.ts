import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'decide',
  roles: ['reviewer', 'epidemiologist', 'supervisor', 'auditor', 'exchange_desk'],
  group: 'work',
  order: 1,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./DecideScreen.vue'),
})
