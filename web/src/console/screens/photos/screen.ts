import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'photos',
  roles: ['reviewer'],
  group: 'desk',
  order: 2,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./PhotosScreen.vue'),
})
