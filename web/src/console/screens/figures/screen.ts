import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'figures',
  roles: ['reviewer', 'epidemiologist', 'supervisor', 'auditor'],
  group: 'oversight',
  order: 1,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./FiguresScreen.vue'),
})
