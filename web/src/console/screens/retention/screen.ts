import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'retention',
  roles: ['supervisor', 'auditor'],
  group: 'oversight',
  order: 5,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./RetentionScreen.vue'),
})
