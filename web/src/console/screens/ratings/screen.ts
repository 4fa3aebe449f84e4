import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'ratings',
  roles: ['reviewer', 'epidemiologist', 'supervisor', 'auditor'],
  group: 'measures',
  order: 1,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./RatingsScreen.vue'),
})
