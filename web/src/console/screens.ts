import type { Screen, Screens } from '../shared/routing/router'
import { type DeskScreen, GROUPS, type Group } from './shell/deskScreen'

/** A folder with a `screen.ts` is a screen: nothing else has to be registered. */
const found = import.meta.glob<{ default: DeskScreen }>('./screens/*/screen.ts', { eager: true })
export const deskScreens: readonly DeskScreen[] = Object.values(found)
  .map(({ default: screen }) => screen)
  .sort((one, other) => one.order - other.order)

const common: Screens = {
  login: { component: () => import('./screens/login/ConsoleLoginScreen.vue'), title: 'login.title', open: true },
  enrol: { component: () => import('./screens/enrol/EnrolScreen.vue'), title: 'enrol.title', open: true },
  account: { component: () => import('./screens/account/AccountScreen.vue'), title: 'desk.title' },
  password: { component: () => import('./screens/account/PasswordScreen.vue'), title: 'password.title' },
}

const notYours = (title: string): Screen => ({ component: () => import('./shell/NotYours.vue'), title })
const closed = Object.fromEntries(deskScreens.map(({ name, title }) => [name, notYours(title)]))

export const mayOpen = (screen: DeskScreen, roles: readonly string[]): boolean => screen.roles.some((role) => roles.includes(role))

/** Every screen by its name, as somebody with these roles finds it: what is not theirs says so. */
export function screensFor(roles: readonly string[]): Screens {
  const own = deskScreens.map((screen) => [screen.name, mayOpen(screen, roles) ? screen : closed[screen.name]!])
  return { ...common, ...Object.fromEntries(own) }
}

export interface MenuGroup {
  group: Group
  screens: readonly DeskScreen[]
}

/** The menu of somebody with these roles, without empty groups. */
export function menuFor(roles: readonly string[]): MenuGroup[] {
  const own = deskScreens.filter((screen) => mayOpen(screen, roles))
  return GROUPS.map((group) => ({ group, screens: own.filter((screen) => screen.group === group) })).filter(({ screens }) => screens.length)
}

/** Where somebody with these roles begins: the first screen of their menu, or what they can do with their login. */
export const homeFor = (roles: readonly string[]): string => menuFor(roles)[0]?.screens[0]?.name ?? 'account'
