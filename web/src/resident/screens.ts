import { worded } from '../shared/i18n/lazily'
import type { Screens } from '../shared/routing/router'
import { aboutWords } from './about/words'
import { accountWords } from './account/words'
import { appealWords } from './appeal/words'
import { calendarWords } from './calendar/words'
import { glossaryWords } from './glossary/words'
import { helpWords } from './help/words'
import { kioskWords } from './kiosk/words'
import { paperWords } from './paper/words'
import { platformWords } from './platforms/words'
import { priorWords } from './prior/words'
import { recordWords } from './record/words'
import { recoverWords } from './recover/words'
import { requestWords } from './requests/words'
import { riskWords } from './risk/words'
import { travelWords } from './traveller/words'
import { visitWords } from './visits/words'

/** Every screen is a piece of its own, so that the first one opens with little to download. */
export const screens: Screens = {
  '': { component: () => import('./welcome/screens/WelcomeScreen.vue'), title: 'welcome.title', open: true },
  login: { component: () => import('./login/screens/LoginScreen.vue'), title: 'login.title', open: true },
  platform: { component: worded(platformWords, () => import('./platforms/screens/PlatformScreen.vue')), title: 'login.title', open: true },
  recover: { component: worded(recoverWords, () => import('./recover/screens/RecoverScreen.vue')), title: 'login.title', open: true },
  undo: { component: worded(accountWords, () => import('./account/screens/UndoScreen.vue')), title: 'login.title', open: true },
  apply: { component: () => import('./apply/screens/ApplyScreen.vue'), title: 'apply.title' },
  declare: { component: () => import('./declare/screens/DeclareScreen.vue'), title: 'declare.title' },
  code: { component: () => import('./code/screens/CodeScreen.vue'), title: 'code.title' },
  enter: { component: worded(travelWords, () => import('./traveller/screens/EnterScreen.vue')), title: 'nav.enter' },
  travel: { component: worded(travelWords, worded(calendarWords, () => import('./traveller/screens/TravelScreen.vue'))), title: 'nav.travelTitle' },
  trip: { component: worded(travelWords, () => import('./traveller/screens/TripScreen.vue')), title: 'nav.trip' },
  photos: { component: worded(travelWords, () => import('./traveller/screens/PhotosScreen.vue')), title: 'nav.photos' },
  family: { component: worded(travelWords, () => import('./traveller/screens/FamilyScreen.vue')), title: 'nav.family' },
  relative: { component: worded(travelWords, () => import('./traveller/screens/RelativeScreen.vue')), title: 'nav.family' },
  settings: { component: worded(travelWords, () => import('./traveller/screens/SettingsScreen.vue')), title: 'nav.settings' },
  visit: { component: worded(visitWords, () => import('./visits/screens/VisitScreen.vue')), title: 'nav.visit' },
  visits: { component: worded(visitWords, () => import('./visits/screens/VisitsScreen.vue')), title: 'nav.visits' },
  history: { component: () => import('./history/screens/HistoryScreen.vue'), title: 'history.title' },
  risk: { component: worded(riskWords, () => import('./risk/screens/RiskScreen.vue')), title: 'nav.risk' },
  messages: { component: () => import('./messages/screens/MessagesScreen.vue'), title: 'messages.title' },
  me: { component: () => import('./me/screens/MeScreen.vue'), title: 'me.title' },
  lookers: { component: worded(recordWords, () => import('./record/screens/LookersScreen.vue')), title: 'nav.lookers' },
  held: { component: worded(recordWords, () => import('./record/screens/HeldScreen.vue')), title: 'nav.held' },
  credit: { component: worded(recordWords, () => import('./record/screens/CreditScreen.vue')), title: 'nav.credit' },
  about: { component: worded(aboutWords, () => import('./about/screens/AboutScreen.vue')), title: 'nav.about', open: true },
  glossary: { component: worded(glossaryWords, () => import('./glossary/screens/GlossaryScreen.vue')), title: 'nav.glossary', open: true },
  paper: { component: worded(paperWords, () => import('./paper/screens/PaperScreen.vue')), title: 'nav.paper' },
  kiosk: { component: worded(kioskWords, () => import('./kiosk/screens/KioskScreen.vue')), title: 'nav.kiosk', open: true },
  prior: { component: worded(priorWords, () => import('./prior/screens/PriorScreen.vue')), title: 'nav.prior' },
  requests: { component: worded(requestWords, () => import('./requests/screens/RequestsScreen.vue')), title: 'nav.requests' },
  appeal: { component: worded(appealWords, () => import('./appeal/screens/AppealScreen.vue')), title: 'nav.appeal' },
  lost: { component: () => import('./frame/screens/LostScreen.vue'), title: 'nav.lost', open: true },
  help: { component: worded(helpWords, () => import('./help/screens/HelpScreen.vue')), title: 'help.title', open: true },
}

/** Milliseconds. */
const LET_BE = 1000

/** Fetches what comes next while the person reads or types, once what is on the screen had the line to itself; a failure is met when it is needed. */
export function prefetch(...names: string[]): void {
  setTimeout(() => {
    for (const name of names) void screens[name]?.component().catch(() => undefined)
  }, LET_BE)
}

/** The screen above each that is in no menu: where its way back leads. */
const ABOVE: Record<string, string> = {
  login: '', platform: '', recover: 'login', undo: 'login', apply: 'me', declare: 'code', enter: 'me', trip: 'travel', photos: 'travel', relative: 'family',
  family: 'me', settings: 'me', lookers: 'me', held: 'me', about: 'me', glossary: 'help', paper: 'family', kiosk: 'help', credit: 'me', prior: 'me', requests: 'code', appeal: 'me', visit: 'code', visits: 'history', risk: 'code',
}

/** The first steps of the forms; on the others the form itself steps back. */
const FIRST: Record<string, string[]> = { login: ['password'], apply: ['name'], declare: ['temperature'], enter: ['entry'], relative: ['reason'] }
const STEPPED = new Set(['login', 'apply', 'declare', 'enter', 'relative'])

/** Where the way back of a screen leads; null for one of `menu`, and within a form. Whoever has no menu is led to what is open. */
export function above(name: string, step: string, menu: readonly string[]): string | null {
  if (name === 'help' || name === 'travel') return menu.includes(name) ? null : menu.length ? 'me' : ''
  const parent = ABOVE[name]
  if (parent === undefined || (STEPPED.has(name) && step && !FIRST[name]?.includes(step))) return null
  if (name === 'login' && step) return 'login'
  return menu.length || screens[parent]?.open ? parent : ''
}

/** The entry of the menu to which a screen belongs. */
export const root = (name: string, menu: readonly string[]): string => {
  const parent = above(name, '', menu)
  return parent ? root(parent, menu) : name
}

/** The screens with the main menu below. */
export const WITH_MENU = new Set(['code', 'travel', 'family', 'settings', 'visit', 'visits', 'history', 'risk', 'messages', 'me', 'help', 'appeal', 'lookers', 'held', 'credit', 'prior', 'requests', 'about', 'glossary', 'paper'])
