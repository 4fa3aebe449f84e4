import { deskScreen } from '../../shell/deskScreen'

export default deskScreen({
  name: 'rulesets',
  roles: ['epidemiologist', 'supervisor', 'auditor'],
  group: 'measures',
  order: 3,
  words: { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') },
  component: () => import('./RuleSetsScreen.vue'),
})
