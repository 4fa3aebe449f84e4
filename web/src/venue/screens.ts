import { recoverWords } from '../resident/recover/words'
import { worded } from '../shared/i18n/lazily'
import type { Screens } from '../shared/routing/router'
import VenueLogin from './screens/VenueLogin.vue'

/** The login comes with the page, whose start needs all of its parts. */
export const screens: Screens = {
  '': { component: () => import('./screens/VenuesScreen.vue'), title: 'venues.title' },
  login: { component: () => Promise.resolve({ default: VenueLogin }), title: 'login.title', open: true },
  recover: { component: worded(recoverWords, () => import('../resident/recover/screens/RecoverScreen.vue')), title: 'login.title', open: true },
  register: { component: () => import('./screens/RegisterScreen.vue'), title: 'venues.register' },
  venue: { component: () => import('./screens/VenueScreen.vue'), title: 'venues.one' },
  edit: { component: () => import('./screens/EditScreen.vue'), title: 'venues.edit' },
  screen: { component: () => import('./screens/DoorScreen.vue'), title: 'door.title' },
  doors: { component: () => import('./screens/DoorsScreen.vue'), title: 'doors.title' },
  entries: { component: () => import('./screens/EntriesScreen.vue'), title: 'entries.title' },
  lost: { component: () => import('./screens/LostScreen.vue'), title: 'venues.lost', open: true },
  members: { component: () => import('./screens/MembersScreen.vue'), title: 'members.title' },
}
