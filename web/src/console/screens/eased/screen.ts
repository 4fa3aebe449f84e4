import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'eased',
  roles: ['supervisor'],
  group: 'oversight',
  order: 1,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./EasedScreen.vue'),
})
