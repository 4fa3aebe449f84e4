import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { beginSession } from '../../src/resident/account/state/account'
import { startI18n } from '../../src/shared/i18n'
import { go, startRouter } from '../../src/shared/routing/router'
import EditScreen from '../../src/venue/screens/EditScreen.vue'
import VenueScreen from '../../src/venue/screens/VenueScreen.vue'
import chinese from '../../src/venue/messages/zh-CN'
import english from '../../src/venue/messages/en'
import { someTokens } from '../support/shapes'

const A_VENUE = { id: 'v', name: 'Library', type: 'other', address: 'South Street 1', status: 'awaiting', doors: [], asks_temperature: false, contact: { name: 'Li', phone: '13800000009' } }
const words = (of: object) => async () => ({ default: of as Record<string, unknown> })
let away = false

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  localStorage.setItem('kangma.language', '"en"')
  await startI18n({ 'zh-CN': words(chinese), en: words(english) })
  beginSession(someTokens(1))
  away = false
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (String(url).includes('config.json')) return new Response('{"api":""}')
    if (away) return new Response('{"code":"internal","detail":"Away."}', { status: 500 })
    if (init?.method === 'PATCH') return new Response(JSON.stringify(A_VENUE))
    return new Response(JSON.stringify(String(url).includes('/me/venues') ? { items: [{ ...A_VENUE, role: 'manager' }] } : A_VENUE))
  })
  startRouter()
})
afterEach(() => vi.useRealTimers())

async function shown(screen: typeof EditScreen | typeof VenueScreen, address: string) {
  go(address)
  const page = mount(screen, { attachTo: document.body })
  await vi.waitFor(() => expect(page.find('input').exists()).toBe(true))
  return page
}

async function lookAgain() {
  vi.advanceTimersByTime(20_000)
  await flushPromises()
  await flushPromises()
}

it('what is typed while a decision is awaited stays, also where a look at it fails', async () => {
  const page = await shown(EditScreen, 'edit/v')
  const name = () => page.get<HTMLInputElement>('[data-test="input-name"]').element.value
  expect(name()).toBe('Library')
  await page.get('[data-test="input-name"]').setValue('City Library')
  await lookAgain()
  expect(name()).toBe('City Library')
  away = true
  await lookAgain()
  expect(name()).toBe('City Library')
  page.unmount()
})

it('a box that could not be saved shows what counts', async () => {
  const page = await shown(VenueScreen, 'venue/v')
  const box = page.get<HTMLInputElement>('[data-test="asks-temperature"]')
  away = true
  await box.setValue(true)
  await flushPromises()
  await vi.waitFor(() => expect(page.text()).toContain('Away.'))
  expect(box.element.checked).toBe(false)
  page.unmount()
})
