import type { Screens } from '../shared/routing/router'

export const screens: Screens = {
  '': { component: () => import('./screens/DeskScreen.vue'), title: 'desk.title' },
  login: { component: () => import('./screens/ConsoleLoginScreen.vue'), title: 'login.title', open: true },
  enrol: { component: () => import('./screens/EnrolScreen.vue'), title: 'enrol.title', open: true },
  password: { component: () => import('./screens/DeskPasswordScreen.vue'), title: 'password.title' },
}
