import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'comparisons',
  roles: ['reviewer', 'supervisor'],
  group: 'desk',
  order: 4,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./ComparisonsScreen.vue'),
})
