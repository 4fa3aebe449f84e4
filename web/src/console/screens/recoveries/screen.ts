import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'recoveries',
  roles: ['reviewer', 'supervisor'],
  group: 'desk',
  order: 3,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./RecoveriesScreen.vue'),
})
