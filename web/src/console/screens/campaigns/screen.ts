import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'campaigns',
  roles: ['epidemiologist', 'supervisor', 'auditor'],
  group: 'measures',
  order: 2,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./CampaignsScreen.vue'),
})
