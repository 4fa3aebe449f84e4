import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'appeals',
  roles: ['reviewer', 'epidemiologist', 'supervisor'],
  group: 'desk',
  order: 1,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./AppealsScreen.vue'),
})
