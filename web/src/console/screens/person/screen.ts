import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'person',
  roles: ['reviewer', 'epidemiologist', 'supervisor'],
  group: 'people',
  order: 1,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./PersonScreen.vue'),
})
