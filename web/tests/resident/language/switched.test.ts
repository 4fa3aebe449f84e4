import { mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { setPeople } from '../../../src/resident/account/state/people'
import AppealScreen from '../../../src/resident/appeal/screens/AppealScreen.vue'
import { appealWords } from '../../../src/resident/appeal/words'
import RecoverScreen from '../../../src/resident/recover/screens/RecoverScreen.vue'
import { recoverWords } from '../../../src/resident/recover/words'
import EntryFlow from '../../../src/resident/traveller/parts/EntryFlow.vue'
import TripScreen from '../../../src/resident/traveller/screens/TripScreen.vue'
import { travelWords } from '../../../src/resident/traveller/words'
import { words } from '../../../src/resident/words'
import { chooseLocale, startI18n } from '../../../src/shared/i18n'
import { aPerson } from '../../support/shapes'

beforeEach(async () => {
  localStorage.clear()
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
  await Promise.all([travelWords(), appealWords(), recoverWords()])
  setPeople([aPerson()])
})

it.each([
  ['entry', 'Choose which document', '请选用哪一种证件登记', () => mount(EntryFlow, { props: { whom: { relation: 'self', scheme: 'international' }, screen: 'enter' } })],
  ['appeal', 'Choose what is wrong', '请选哪里不对', () => mount(AppealScreen)],
  ['recovery', 'Enter your name', '请填姓名', () => mount(RecoverScreen)],
  ['journey', 'Choose whether you have a ticket', '请选买没买机票', () => mount(TripScreen)],
] as const)('what is wrong with the %s is said in the language that is chosen then', async (_, english, chinese, form) => {
  const shown = form()
  await shown.get('form').trigger('submit')
  expect(shown.text()).toContain(english)
  await chooseLocale('zh-CN')
  await nextTick()
  expect(shown.text()).toContain(chinese)
  expect(shown.text()).not.toContain(english)
  shown.unmount()
})
