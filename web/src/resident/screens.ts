import type { Screens } from '../shared/routing/router'

/** Every screen is a piece of its own, so that the first one opens with little to download. */
export const screens: Screens = {
  '': { component: () => import('./screens/WelcomeScreen.vue'), title: 'welcome.title', open: true },
  login: { component: () => import('./screens/LoginScreen.vue'), title: 'login.title', open: true },
  apply: { component: () => import('./screens/ApplyScreen.vue'), title: 'apply.title' },
  declare: { component: () => import('./screens/DeclareScreen.vue'), title: 'declare.title' },
  code: { component: () => import('./screens/CodeScreen.vue'), title: 'code.title' },
  history: { component: () => import('./screens/HistoryScreen.vue'), title: 'history.title' },
  messages: { component: () => import('./screens/MessagesScreen.vue'), title: 'messages.title' },
  me: { component: () => import('./screens/MeScreen.vue'), title: 'me.title' },
  help: { component: () => import('./screens/HelpScreen.vue'), title: 'help.title', open: true },
}

/** Fetches what comes next while the person reads or types; a failure is met when it is needed. */
export function prefetch(...names: string[]): void {
  for (const name of names) void screens[name]?.component().catch(() => undefined)
}

/** The screens with the main menu below. */
export const WITH_MENU = new Set(['code', 'history', 'messages', 'me', 'help'])
