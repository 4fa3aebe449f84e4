import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'breaker',
  roles: ['epidemiologist', 'supervisor', 'auditor'],
  group: 'measures',
  order: 4,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./BreakerScreen.vue'),
})
