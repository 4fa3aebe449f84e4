import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { beginSession } from '../../../src/resident/account/state/account'
import { setPeople } from '../../../src/resident/account/state/people'
import PaperScreen from '../../../src/resident/paper/screens/PaperScreen.vue'
import { paperWords } from '../../../src/resident/paper/words'
import { words } from '../../../src/resident/words'
import { startI18n } from '../../../src/shared/i18n'
import { aPerson, someTokens } from '../../support/shapes'

let picture: () => Response

beforeEach(async () => {
  localStorage.clear()
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
  await paperWords()
  beginSession(someTokens(1))
  setPeople([aPerson()])
  vi.stubGlobal('fetch', async (url: string) => {
    if (String(url).includes('code.png')) return picture()
    return new Response(JSON.stringify(String(url).includes('/people') ? { items: [aPerson()] } : { api: '' }))
  })
  URL.createObjectURL = () => 'blob:picture'
  URL.revokeObjectURL = () => undefined
})

async function shown() {
  const screen = mount(PaperScreen)
  await vi.waitFor(() => expect(screen.find('.skeleton').exists()).toBe(false))
  return screen
}

it('a code that did not come is no code that is missing, and comes at another try', async () => {
  picture = () => new Response('{"code":"internal"}', { status: 500 })
  const screen = await shown()
  expect(screen.text()).toContain('Not every code came')
  expect(screen.text()).not.toContain('There is no code yet')
  picture = () => new Response('png')
  await screen.get('[data-test="paper-again"]').trigger('click')
  await vi.waitFor(() => expect(screen.find('img').exists()).toBe(true))
  expect(screen.find('[role="alert"]').exists()).toBe(false)
  screen.unmount()
})

it('who has none yet is told to declare first', async () => {
  picture = () => new Response('{"code":"no_code","detail":"None."}', { status: 409 })
  const screen = await shown()
  expect(screen.text()).toContain('There is no code yet. Declare first.')
  expect(screen.find('[role="alert"]').exists()).toBe(false)
  screen.unmount()
})
