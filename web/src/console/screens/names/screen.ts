import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'names',
  roles: ['reviewer', 'epidemiologist', 'supervisor'],
  group: 'desk',
  order: 6,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./NamesScreen.vue'),
})
