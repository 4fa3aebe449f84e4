import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'exchange',
  roles: ['exchange_desk', 'supervisor'],
  group: 'oversight',
  order: 4,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./ExchangeScreen.vue'),
})
