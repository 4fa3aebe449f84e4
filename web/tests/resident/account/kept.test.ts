import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import SessionsSheet from '../../../src/resident/account/parts/SessionsSheet.vue'
import { beginSession } from '../../../src/resident/account/state/account'
import { setPeople } from '../../../src/resident/account/state/people'
import { accountWords } from '../../../src/resident/account/words'
import { kiosk } from '../../../src/resident/kiosk/state/kiosk'
import PhonesSheet from '../../../src/resident/live/parts/PhonesSheet.vue'
import { liveWords } from '../../../src/resident/live/words'
import HeldScreen from '../../../src/resident/record/screens/HeldScreen.vue'
import { recordWords } from '../../../src/resident/record/words'
import RiskScreen from '../../../src/resident/risk/screens/RiskScreen.vue'
import { riskWords } from '../../../src/resident/risk/words'
import { words } from '../../../src/resident/words'
import { startI18n } from '../../../src/shared/i18n'
import { aPerson, someTokens } from '../../support/shapes'

const login = (id: string, device: string | null) => ({ id, device, place: null, started_at: '2020-03-12T08:00:00+08:00', last_used_at: '2020-03-12T08:00:00+08:00', current: false })
const phone = (thumbprint: string, session: string) => ({ thumbprint, session, bound_at: '2020-03-12T08:00:00+08:00', this_session: false })
const level = { region: '630102', name: 'Chengdong District', level: 'high', ratings: [], below: [], areas: [] }

const ANSWERS: [RegExp, unknown][] = [
  [/\/me\/held/, { items: [{ person_id: null, held: [] }] }],
  [/\/me\/sessions/, { items: [login('a', 'Safari, iPhone'), login('b', 'Chrome, Android')] }],
  [/\/devices/, { items: [phone('x', 'a'), phone('y', 'b'), phone('z', 'ended')] }],
  [/\/declarations/, { items: [], next_cursor: null }],
  [/\/risk/, level],
]

async function answered(address: RequestInfo | URL): Promise<Response> {
  return new Response(JSON.stringify(ANSWERS.find(([path]) => path.test(String(address instanceof Request ? address.url : address)))![1]))
}

function network(there: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: there, configurable: true })
  vi.stubGlobal('fetch', there ? answered : () => Promise.reject(new TypeError('offline')))
}
afterEach(() => void Reflect.deleteProperty(navigator, 'onLine'))
const sheet = { global: { stubs: { BottomSheet: { template: '<div><slot /></div>' } } } }
const SCREENS = {
  held: () => mount(HeldScreen),
  sessions: () => mount(SessionsSheet, sheet),
  phones: () => mount(PhonesSheet, { ...sheet, props: { personId: 'p' } }),
  risk: () => mount(RiskScreen),
}
const SEEN = { held: '[data-test="held-of"]', sessions: '[data-test="session"]', phones: '[data-test="phone"]', risk: '[data-test="near"], [data-test="nothing-near"]' }
type Name = keyof typeof SCREENS

beforeEach(async () => {
  localStorage.clear()
  localStorage.setItem('kangma.language', '"en"')
  kiosk.value = false
  await startI18n(words)
  for (const load of [accountWords, liveWords, recordWords, riskWords]) await load()
  beginSession(someTokens(1))
  setPeople([aPerson()])
})

async function seenOnce(name: Name): Promise<void> {
  network(true)
  const screen = SCREENS[name]()
  await vi.waitFor(() => expect(screen.find(SEEN[name]).exists()).toBe(true))
  screen.unmount()
  network(false)
}

async function said(name: Name): Promise<{ kept: boolean; sentence: string }> {
  const screen = SCREENS[name]()
  await vi.waitFor(() => expect(screen.find('[role="alert"]').exists()).toBe(true))
  const found = { kept: screen.find(SEEN[name]).exists(), sentence: screen.get('[role="alert"] p').text() }
  screen.unmount()
  return found
}

it.each(Object.keys(SCREENS) as Name[])('%s: without a network what was seen last is shown, with when that was', async (name) => {
  await seenOnce(name)
  const found = await said(name)
  expect([found.kept, found.sentence.startsWith('No network. This is how it was at ')]).toEqual([true, true])
})

it.each(Object.keys(SCREENS) as Name[])('%s: a device that many use keeps nothing', async (name) => {
  kiosk.value = true
  await seenOnce(name)
  expect((await said(name)).kept).toBe(false)
  expect(Object.keys(localStorage).filter((key) => key.includes('list.'))).toEqual([])
})

it('phones are named as their logins are, as long as these last', async () => {
  network(true)
  const screen = SCREENS.phones()
  await vi.waitFor(() => expect(screen.findAll('[data-test="phone"]')).toHaveLength(3))
  expect(screen.findAll('[data-test="phone"] strong').map((each) => each.text())).toEqual(['Safari, iPhone', 'Chrome, Android', 'Another phone'])
  screen.unmount()
})
