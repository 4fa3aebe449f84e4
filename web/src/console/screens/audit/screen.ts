import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'audit',
  roles: ['auditor'],
  group: 'oversight',
  order: 2,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./AuditScreen.vue'),
})
