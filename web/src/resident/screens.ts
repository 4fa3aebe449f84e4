import type { Screens } from '../shared/routing/router'
import { aboutWords } from './about/words'
import { accountWords } from './account/words'
import { appealWords } from './appeal/words'
import { calendarWords } from './calendar/words'
import { helpWords } from './help/words'
import { priorWords } from './prior/words'
import { recordWords } from './record/words'
import { recoverWords } from './recover/words'
import { requestWords } from './requests/words'
import { riskWords } from './risk/words'
import { travelWords } from './traveller/words'
import { visitWords } from './visits/words'

type Piece = Screens[string]['component']

/** A screen about journeys, with its words. */
const withTravel = (load: Piece): Piece => async () => (await Promise.all([load(), travelWords()]))[0]

/** A screen about venues and visits, with its words. */
const withVisits = (load: Piece): Piece => async () => (await Promise.all([load(), visitWords()]))[0]

/** The help, with its questions and answers. */
const withHelp = (load: Piece): Piece => async () => (await Promise.all([load(), helpWords()]))[0]

/** What is wrong, and what became of it. */
const withAppeals = (load: Piece): Piece => async () => (await Promise.all([load(), appealWords()]))[0]

/** What is recorded of a person, and who looked at it. */
const withRecord = (load: Piece): Piece => async () => (await Promise.all([load(), recordWords()]))[0]

/** What another code had of somebody. */
const withPrior = (load: Piece): Piece => async () => (await Promise.all([load(), priorWords()]))[0]

/** What other platforms ask of somebody. */
const withRequests = (load: Piece): Piece => async () => (await Promise.all([load(), requestWords()]))[0]

/** What is rated near somebody. */
const withRisk = (load: Piece): Piece => async () => (await Promise.all([load(), riskWords()]))[0]

/** Another phone for an account whose old one is lost. */
const withRecovery = (load: Piece): Piece => async () => (await Promise.all([load(), recoverWords()]))[0]

/** What is done with data, for whom the pages are, where to complain. */
const withAbout = (load: Piece): Piece => async () => (await Promise.all([load(), aboutWords()]))[0]

/** Undoing a change of the account. */
const withAccount = (load: Piece): Piece => async () => (await Promise.all([load(), accountWords()]))[0]

/** Every screen is a piece of its own, so that the first one opens with little to download. */
export const screens: Screens = {
  '': { component: () => import('./welcome/screens/WelcomeScreen.vue'), title: 'welcome.title', open: true },
  login: { component: () => import('./login/screens/LoginScreen.vue'), title: 'login.title', open: true },
  recover: { component: withRecovery(() => import('./recover/screens/RecoverScreen.vue')), title: 'login.title', open: true },
  undo: { component: withAccount(() => import('./account/screens/UndoScreen.vue')), title: 'login.title', open: true },
  apply: { component: () => import('./apply/screens/ApplyScreen.vue'), title: 'apply.title' },
  declare: { component: () => import('./declare/screens/DeclareScreen.vue'), title: 'declare.title' },
  code: { component: () => import('./code/screens/CodeScreen.vue'), title: 'code.title' },
  enter: { component: withTravel(() => import('./traveller/screens/EnterScreen.vue')), title: 'nav.enter' },
  travel: { component: withTravel(() => Promise.all([import('./traveller/screens/TravelScreen.vue'), calendarWords()]).then(([screen]) => screen)), title: 'nav.travelTitle' },
  trip: { component: withTravel(() => import('./traveller/screens/TripScreen.vue')), title: 'nav.trip' },
  photos: { component: withTravel(() => import('./traveller/screens/PhotosScreen.vue')), title: 'nav.photos' },
  family: { component: withTravel(() => import('./traveller/screens/FamilyScreen.vue')), title: 'nav.family' },
  relative: { component: withTravel(() => import('./traveller/screens/RelativeScreen.vue')), title: 'nav.family' },
  settings: { component: withTravel(() => import('./traveller/screens/SettingsScreen.vue')), title: 'nav.settings' },
  visit: { component: withVisits(() => import('./visits/screens/VisitScreen.vue')), title: 'nav.visit' },
  visits: { component: withVisits(() => import('./visits/screens/VisitsScreen.vue')), title: 'nav.visits' },
  history: { component: () => import('./history/screens/HistoryScreen.vue'), title: 'history.title' },
  risk: { component: withRisk(() => import('./risk/screens/RiskScreen.vue')), title: 'nav.risk' },
  messages: { component: () => import('./messages/screens/MessagesScreen.vue'), title: 'messages.title' },
  me: { component: () => import('./me/screens/MeScreen.vue'), title: 'me.title' },
  lookers: { component: withRecord(() => import('./record/screens/LookersScreen.vue')), title: 'nav.lookers' },
  credit: { component: withRecord(() => import('./record/screens/CreditScreen.vue')), title: 'nav.credit' },
  about: { component: withAbout(() => import('./about/screens/AboutScreen.vue')), title: 'nav.about', open: true },
  prior: { component: withPrior(() => import('./prior/screens/PriorScreen.vue')), title: 'nav.prior' },
  requests: { component: withRequests(() => import('./requests/screens/RequestsScreen.vue')), title: 'nav.requests' },
  appeal: { component: withAppeals(() => import('./appeal/screens/AppealScreen.vue')), title: 'nav.appeal' },
  lost: { component: () => import('./frame/screens/LostScreen.vue'), title: 'nav.lost', open: true },
  help: { component: withHelp(() => import('./help/screens/HelpScreen.vue')), title: 'help.title', open: true },
}

/** Fetches what comes next while the person reads or types; a failure is met when it is needed. */
export function prefetch(...names: string[]): void {
  for (const name of names) void screens[name]?.component().catch(() => undefined)
}

/** The screen above each that is in no menu: where its way back leads. */
const ABOVE: Record<string, string> = {
  login: '', recover: 'login', undo: 'login', apply: 'me', declare: 'code', enter: 'me', trip: 'travel', photos: 'travel', relative: 'family',
  family: 'me', settings: 'me', lookers: 'me', about: 'me', credit: 'me', prior: 'me', requests: 'code', appeal: 'me', visit: 'code', visits: 'history', risk: 'code',
}

/** The first steps of the forms; on the others the form itself steps back. */
const FIRST: Record<string, string[]> = { login: ['password'], apply: ['name'], declare: ['temperature'], enter: ['entry', 'number'], relative: ['reason'] }
const STEPPED = new Set(['login', 'apply', 'declare', 'enter', 'relative'])

/** Where the way back of a screen leads; null for one of the menu, and within a form. */
export function above(name: string, step: string): string | null {
  const parent = ABOVE[name]
  if (parent === undefined || (STEPPED.has(name) && step && !FIRST[name]?.includes(step))) return null
  return name === 'login' && step ? 'login' : parent
}

/** The entry of the menu to which a screen belongs. */
export const root = (name: string): string => (ABOVE[name] ? root(ABOVE[name]) : name)

/** The screens with the main menu below. */
export const WITH_MENU = new Set(['code', 'travel', 'family', 'settings', 'visit', 'visits', 'history', 'risk', 'messages', 'me', 'help', 'appeal', 'lookers', 'credit', 'prior', 'requests', 'about'])
