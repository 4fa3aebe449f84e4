import { mount } from '@vue/test-utils'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import ChangePhone from '../../../src/resident/me/parts/ChangePhone.vue'
import CorrectName from '../../../src/resident/me/parts/CorrectName.vue'
import SetPassword from '../../../src/resident/me/parts/SetPassword.vue'
import EmailField from '../../../src/resident/traveller/parts/EmailField.vue'
import { travelWords } from '../../../src/resident/traveller/words'
import { words } from '../../../src/resident/words'
import { startI18n } from '../../../src/shared/i18n'
import { aPerson } from '../../support/shapes'

beforeAll(async () => {
  await startI18n(words)
  await travelWords()
})
beforeEach(() => localStorage.clear())

// Whoever opened one by mistake is back with a tap, and nothing of what was typed is left.
it.each([
  ['password', 'set-password', 'input-password', () => mount(SetPassword)],
  ['phone', 'change-phone', 'input-phone', () => mount(ChangePhone)],
  ['name', 'correct-name', 'input-name', () => mount(CorrectName, { props: { person: aPerson() } })],
  ['email', 'email-change', 'input-email', () => mount(EmailField, { props: { email: 'a@example.com' } })],
] as const)('a form for the %s is left again', async (name, opens, field, form) => {
  const shown = form()
  await shown.get(`[data-test="${opens}"]`).trigger('click')
  await shown.get(`[data-test="${field}"]`).setValue('x1')
  await shown.get(`[data-test="leave-${name}"]`).trigger('click')
  expect(shown.find(`[data-test="${field}"]`).exists()).toBe(false)
  await shown.get(`[data-test="${opens}"]`).trigger('click')
  expect(shown.get<HTMLInputElement>(`[data-test="${field}"]`).element.value).toBe('')
  shown.unmount()
})
