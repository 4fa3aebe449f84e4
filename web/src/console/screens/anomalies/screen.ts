import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'anomalies',
  roles: ['reviewer', 'epidemiologist', 'supervisor'],
  group: 'desk',
  order: 5,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./AnomaliesScreen.vue'),
})
