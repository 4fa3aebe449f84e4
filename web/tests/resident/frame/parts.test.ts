import { mount } from '@vue/test-utils'
import { beforeAll, expect, it } from 'vitest'
import AboutScreen from '../../../src/resident/about/screens/AboutScreen.vue'
import { aboutWords } from '../../../src/resident/about/words'
import ApplyScreen from '../../../src/resident/apply/screens/ApplyScreen.vue'
import GuidedForm from '../../../src/resident/declare/parts/GuidedForm.vue'
import EntryFlow from '../../../src/resident/traveller/parts/EntryFlow.vue'
import { travelWords } from '../../../src/resident/traveller/words'
import { words } from '../../../src/resident/words'
import { startI18n } from '../../../src/shared/i18n'
import { go, startRouter } from '../../../src/shared/routing/router'
import { aPerson } from '../../support/shapes'

beforeAll(async () => {
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
  await travelWords()
  await aboutWords()
})

const whom = { relation: 'self', scheme: 'international' } as const

// The first page promises four parts; each of them counts its own questions.
it.each([
  ['Who you are: 1 of 4', () => mount(ApplyScreen)],
  ['Health: 1 of 7', () => mount(GuidedForm, { props: { person: aPerson() } })],
  ['Who you are: 1 of 4', () => mount(EntryFlow, { props: { whom, screen: 'enter' } })],
  ['Who they are: 1 of 5', () => mount(EntryFlow, { props: { whom: { ...whom, relation: 'dependant' }, screen: 'relative' } })],
] as const)('%s', (said, screen) => {
  const shown = screen()
  expect(shown.get('.head p').text()).toBe(said)
  shown.unmount()
})

it('who is abroad finds a number that works there', () => {
  const about = mount(AboutScreen)
  expect(about.get('[data-test="call-abroad"]').attributes('href')).toBe('tel:+861012308')
  expect(about.get('[data-test="accessibility"]').text()).toContain('we have not tried them with one')
})

// Who is known begins with the number: that step has no address of its own, and so the way back leads out of the form.
it('the first step of a form is the screen itself, whatever it is', async () => {
  startRouter()
  go('enter/review')
  const known = aPerson({ document: { type: 'id_card', last4: '002X' } })
  const flow = mount(EntryFlow, { props: { whom: { ...whom, known }, screen: 'enter' } })
  await flow.get('[data-test="step-back"]').trigger('click')
  expect(location.hash).toBe('#/enter')
  flow.unmount()
})
