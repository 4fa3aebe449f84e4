import { mount } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { beginSession } from '../../../src/resident/account/state/account'
import { setPeople } from '../../../src/resident/account/state/people'
import VisitForm from '../../../src/resident/visits/parts/VisitForm.vue'
import VisitResult from '../../../src/resident/visits/parts/VisitResult.vue'
import VisitScreen from '../../../src/resident/visits/screens/VisitScreen.vue'
import { visitWords } from '../../../src/resident/visits/words'
import { words } from '../../../src/resident/words'
import { startI18n } from '../../../src/shared/i18n'
import type { EnteredPerson } from '../../../src/shared/api/types'
import { aCode, aPerson, someTokens } from '../../support/shapes'

beforeEach(async () => {
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
  await visitWords()
  beginSession(someTokens(1))
})

it('two companions of one name are told apart', async () => {
  setPeople([aPerson({ name: '张三' }), aPerson({ id: 'q', relation: 'dependant', name: '张三', document: { type: 'id_card', last4: '0048' } })])
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ id: 'v', name: 'Library', address: '', asks_temperature: false, doors: [] })))
  const form = mount(VisitForm, { props: { scanned: { id: 'v', screen: false, door: 0, code: 'c' } } })
  await vi.waitFor(() => expect(form.findAll('.choice')).toHaveLength(2))
  expect(form.findAll('.choice').map((each) => each.text())).toEqual(['张三 002X', '张三 0048'])
  form.unmount()
})

it('the clock that a guard looks at says whose time it is', () => {
  const visit = { id: 'w', at: '2020-03-12T08:00:00+08:00', venue: { id: 'v', name: 'Library' }, door: null, marks: [] }
  const entered = [{ person_id: 'p', code: aCode(), visit, anomaly: null }] as unknown as EnteredPerson[]
  const result = mount(VisitResult, { props: { entered } })
  expect(result.get('[data-test="visit-clock"]').text()).toMatch(/^\d\d:\d\d:\d\d Beijing time$/)
  result.unmount()
})

it('who comes to a door while the service is away can try again', async () => {
  setPeople([])
  const answers = [new Response('{}', { status: 500 }), new Response(JSON.stringify({ items: [aPerson()] }))]
  vi.stubGlobal('fetch', async (url: string) => (String(url).includes('/people') && answers.shift()) || new Response('{}'))
  const screen = mount(VisitScreen, { shallow: true })
  await vi.waitFor(() => expect(screen.find('[role="alert"]').exists()).toBe(true))
  await screen.get('[data-test="visit-again"]').trigger('click')
  await vi.waitFor(() => expect(screen.find('[data-test="type-number"]').exists()).toBe(true))
  expect(screen.find('[role="alert"]').exists()).toBe(false)
  screen.unmount()
})
