import type { Screens } from '../shared/routing/router'

export const screens: Screens = {
  '': { component: () => import('./screens/VenuesScreen.vue'), title: 'venues.title' },
  login: { component: () => import('../resident/login/screens/LoginScreen.vue'), title: 'login.title', open: true },
  register: { component: () => import('./screens/RegisterScreen.vue'), title: 'venues.register' },
  venue: { component: () => import('./screens/VenueScreen.vue'), title: 'venues.one' },
  edit: { component: () => import('./screens/EditScreen.vue'), title: 'venues.edit' },
  screen: { component: () => import('./screens/DoorScreen.vue'), title: 'door.title' },
  doors: { component: () => import('./screens/DoorsScreen.vue'), title: 'doors.title' },
  entries: { component: () => import('./screens/EntriesScreen.vue'), title: 'entries.title' },
  lost: { component: () => import('./screens/LostScreen.vue'), title: 'venues.lost', open: true },
  members: { component: () => import('./screens/MembersScreen.vue'), title: 'members.title' },
}
