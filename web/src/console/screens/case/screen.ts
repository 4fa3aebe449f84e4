import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'case',
  roles: ['epidemiologist', 'reviewer', 'supervisor'],
  group: 'people',
  order: 2,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./CaseScreen.vue'),
})
