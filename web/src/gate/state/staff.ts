import { computed, ref } from 'vue'
import { ApiClient } from '../../shared/api/client'
import { apiBase } from '../../shared/api/config'
import { newKey } from '../../shared/api/idempotency'
import { Session } from '../../shared/api/session'
import { currentLocale } from '../../shared/i18n'
import { settings } from '../../shared/storage/local'
import type { Direction } from '../offline/queue'

/** Asks without a login. */
export const open = new ApiClient({ base: apiBase, language: currentLocale })

export class WrongRole extends Error {}

export const signedIn = ref(false)

export const session = new Session(
  settings,
  'staff',
  (refreshToken, key) =>
    open.post('/login/sessions/refresh', { refresh_token: refreshToken }, { key, signedIn: false }),
  () => {
    signedIn.value = false
  },
)
signedIn.value = session.exists

/** A guard waits with a person in front: give up sooner than elsewhere. */
export const api = new ApiClient({ base: apiBase, language: currentLocale, tokens: session, timeout: 8_000 })

export const venueId = ref(settings.load('gate.venue', ''))

/** The name of that venue, to be shown to the guard; empty where there is none. */
export const venueName = ref(settings.load('gate.venueName', ''))

/** The doors of that venue, and at which of them the guard stands; 0 where they did not say. */
export const doors = ref(settings.load<Door[]>('gate.doors', []))
export const door = ref(settings.load('gate.door', 0))

export function setDoor(number: number): void {
  door.value = number
  settings.save('gate.door', number)
}

export function setDoors(there: readonly Door[]): void {
  doors.value = there.map(({ number, name }) => ({ number, name }))
  settings.save('gate.doors', doors.value)
  if (!doors.value.some(({ number }) => number === door.value)) setDoor(0)
}

export function setVenue(id: string, name = '', there?: readonly Door[]): void {
  setDoors(there ?? workplaces.value.find((each) => each.id === id)?.doors ?? [])
  venueId.value = id
  venueName.value = name || (workplaces.value.find((each) => each.id === id)?.name ?? '')
  settings.save('gate.venue', id)
  settings.save('gate.venueName', venueName.value)
}

/** A venue as its code names it. Raises Problem, NoAnswer. */
export const fetchVenue = (id: string) => api.get(`/venues/${id}`)

/** The venue's name and doors as its manager has them by now. Without an answer what is kept stays. */
export async function refreshPost(): Promise<void> {
  const id = venueId.value
  const found = id ? await fetchVenue(id).catch(() => null) : null
  if (!found || id !== venueId.value) return
  const { name, doors } = found
  workplaces.value = workplaces.value.map((each) => (each.id === id ? { ...each, name, doors } : each))
  settings.save('gate.workplaces', workplaces.value)
  setVenue(id, name, doors)
}

/** What is recorded of who passes at the venue: that they came in, that they went out, or nothing. */
const wanted = ref(settings.load<Direction | ''>('gate.direction', 'in'))
export const direction = computed(() => (venueId.value ? wanted.value : ''))

export function setDirection(next: Direction | ''): void {
  wanted.value = next
  settings.save('gate.direction', next)
}

/** Where the guard stands: the venue, or for gate staff at no registered place this device's own name for it. */
export function postId(): string {
  if (venueId.value) return venueId.value
  const own = settings.load('gate.post', '') || `gate-${newKey().slice(0, 13)}`
  settings.save('gate.post', own)
  return own
}

export interface Door {
  number: number
  name: string
}

/** A venue that the logged-in person works at. `own_name` is what its manager calls them. */
export interface Workplace {
  id: string
  name: string
  status: string
  role: 'manager' | 'guard'
  doors?: Door[]
  own_name?: string | null
}

/** Whether the guard may say that they stand there: gate staff anywhere, a venue's own guard where they work. */
export const worksAt = (id: string) => !workplaces.value.length || workplaces.value.some((each) => each.id === id)

/** Where a venue's own guard works; empty for gate staff. Kept, so that it can be chosen without a network. */
export const workplaces = ref(settings.load<Workplace[]>('gate.workplaces', []))

/** What the manager calls the guard at the venue where they stand; empty where nobody said. */
export const ownName = computed(() => workplaces.value.find((each) => each.id === venueId.value)?.own_name ?? '')

/** Logs in somebody who works at a venue, with their own phone. Raises WrongRole for who works at none. */
export async function logInGuard(challengeId: string, code: string): Promise<void> {
  const body = { challenge_id: challengeId, code }
  session.begin(await open.post('/login/sessions', body, { key: newKey(), signedIn: false }))
  const { items } = await api.get('/me/venues')
  workplaces.value = items.filter(({ status }) => status === 'approved').map(({ id, name, status, role, doors, own_name }) => ({ id, name, status, role, doors, own_name }))
  settings.save('gate.workplaces', workplaces.value)
  if (!workplaces.value.length) {
    await logOut()
    throw new WrongRole()
  }
  if (!workplaces.value.some(({ id }) => id === venueId.value)) setVenue(workplaces.value[0]!.id)
  signedIn.value = true
}

/** Raises WrongRole for a login that is right but may not check codes. */
export async function logIn(login: string, password: string, totp: string): Promise<void> {
  const device = settings.load<string | null>('gate.device', null)
  const body = { login, password, totp, ...(device ? { device_token: device } : {}) }
  const tokens = await open.post('/login/sessions', body, { key: newKey(), signedIn: false })
  session.begin(tokens)
  if (tokens.device_token) settings.save('gate.device', tokens.device_token)
  workplaces.value = []
  settings.save('gate.workplaces', [])
  const roles = tokens.account?.roles
  if (roles && !roles.includes('gate')) {
    await logOut()
    throw new WrongRole()
  }
  signedIn.value = true
}

export async function logOut(): Promise<void> {
  await api.delete('/login/sessions').catch(() => undefined)
  session.end()
}
