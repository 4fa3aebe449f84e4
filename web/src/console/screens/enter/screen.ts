import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'enter',
  roles: ['epidemiologist', 'supervisor'],
  group: 'people',
  order: 3,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./EnterScreen.vue'),
})
