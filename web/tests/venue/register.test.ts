import { mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { startI18n } from '../../src/shared/i18n'
import english from '../../src/venue/messages/en'
import chinese from '../../src/venue/messages/zh-CN'
import RegisterScreen from '../../src/venue/screens/RegisterScreen.vue'

const words = (of: object) => async () => ({ default: of as Record<string, unknown> })

beforeEach(async () => {
  localStorage.clear()
  localStorage.setItem('kangma.language', '"en"')
  await startI18n({ 'zh-CN': words(chinese), en: words(english) })
})

it('what is missing from a registration is asked for in a sentence of its own', async () => {
  const screen = mount(RegisterScreen)
  await screen.get('form').trigger('submit')
  const said = screen.findAll('[data-test="error-summary"] li').map((each) => each.text())
  expect(said).toEqual([
    'Enter the name of the venue',
    'Choose the kind of venue',
    'Choose the county or district',
    'Enter the street address',
    'Enter the unified social credit code',
    'Stand at the door and press “I am here”',
    'Enter the name of the contact person',
    'Enter the contact phone',
  ])
  screen.unmount()
})
