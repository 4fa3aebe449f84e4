/**
 * JSON on the device, by name. Two kinds: what belongs to a person lies under a prefix of its own and goes when they
 * log out (`forgetAll`); what belongs to the device, or to the post of a gate, stays, and each such name is listed here.
 */

/** Settings that name nobody: they stay for whoever uses the device next. */
const SETTINGS = ['language', 'large', 'clock', 'config', 'travelling', 'device', 'reloaded', 'lost', 'kiosk'] as const
/** The guard's login and what a gate works with; the guard ends the login, the rest is the post's. */
const GATE = ['staff', 'staff.rotation', 'gate.venue', 'gate.venueName', 'gate.doors', 'gate.door', 'gate.direction', 'gate.post', 'gate.workplaces', 'gate.sound', 'gate.files', 'gate.device', 'gate.challenge', 'gate.front'] as const
/** The login of the console, the invitation that its page was opened with, the address to go back to, whether single keys work. Nothing of what staff look at is kept. */
const CONSOLE = ['console', 'console.rotation', 'console.invitation', 'console.wanted', 'console.keys'] as const
const STAYING: readonly string[] = [...SETTINGS, ...GATE, ...CONSOLE]

/** What belongs to the person who is logged in here. */
export const PERSONAL = [
  'session', 'session.rotation', 'challenge', 'people', 'selected', 'codes', 'schemes', 'standings', 'journeys',
  'waiting', 'last', 'places', 'uploads', 'arrival', 'proof', 'wanted', 'away', 'ticket', 'agreeing',
] as const

type StayingName = (typeof SETTINGS | typeof GATE | typeof CONSOLE)[number]
/** A draft for each form, the key of each request that may have to be repeated, and the lists and settings seen last are the person's too. */
type PersonalName = (typeof PERSONAL)[number] | `draft.${string}` | `key.${string}` | `list.${string}`

const PREFIX = 'kangma.'
const PERSONAL_PREFIX = `${PREFIX}me.`

/** A store that is full or forbidden (private mode) must never break a page: reading falls back, writing says whether it worked. */
export interface Shelf<Name extends string> {
  load<T>(name: Name, fallback: T): T
  save(name: Name, value: unknown): boolean
  forget(name: Name): void
}

function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}

const shelf = <Name extends string>(prefix: string, storage: () => Storage): Shelf<Name> => ({
  load<T>(name: Name, fallback: T): T {
    const text = attempt(() => storage().getItem(prefix + name), null)
    return text === null ? fallback : attempt(() => JSON.parse(text) as T, fallback)
  },
  save: (name, value) => attempt(() => (storage().setItem(prefix + name, JSON.stringify(value)), true), false),
  forget: (name) => attempt(() => storage().removeItem(prefix + name), undefined),
})

const lasting = () => localStorage
const ofThisTab = () => sessionStorage

export const settings = shelf<StayingName>(PREFIX, lasting)
export const settingsTab = shelf<StayingName>(PREFIX, ofThisTab)
export const personal = shelf<PersonalName>(PERSONAL_PREFIX, lasting)
export const personalTab = shelf<PersonalName>(PERSONAL_PREFIX, ofThisTab)

/** Removes everything that belongs to a person. */
export function forgetPersonal(): void {
  for (const storage of [lasting, ofThisTab]) {
    const names = attempt(() => Object.keys(storage()).filter((name) => name.startsWith(PERSONAL_PREFIX)), [])
    for (const name of names) attempt(() => storage().removeItem(name), undefined)
  }
}

/** Earlier versions kept what is a person's beside the settings: it is taken over, so that nothing typed is lost. */
export function takeOverEarlier(): void {
  const earlier = (name: string) => name.startsWith(PREFIX) && !name.startsWith(PERSONAL_PREFIX) && !STAYING.includes(name.slice(PREFIX.length))
  for (const name of attempt(() => Object.keys(localStorage).filter(earlier), [])) {
    const text = localStorage.getItem(name)!
    localStorage.removeItem(name)
    attempt(() => localStorage.setItem(PERSONAL_PREFIX + name.slice(PREFIX.length), text), undefined)
  }
}
takeOverEarlier()
