import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'staff',
  roles: ['supervisor'],
  group: 'oversight',
  order: 3,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./StaffScreen.vue'),
})
