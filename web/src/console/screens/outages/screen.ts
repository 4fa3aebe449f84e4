import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'outages',
  roles: ['reviewer', 'epidemiologist', 'supervisor', 'auditor'],
  group: 'measures',
  order: 5,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./OutagesScreen.vue'),
})
