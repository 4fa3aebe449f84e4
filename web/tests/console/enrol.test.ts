import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import words from '../../src/console/messages/en'
import EnrolScreen from '../../src/console/screens/enrol/EnrolScreen.vue'
import { invitation } from '../../src/console/state/invitation'
import { open } from '../../src/console/state/staff'
import { chooseLocale, startI18n } from '../../src/shared/i18n'

it('says in Beijing’s time until when an invitation counts, and names what is too short first', async () => {
  const english = async () => ({ default: words as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': english, en: english })
  await chooseLocale('en')
  invitation.value = 'an-invitation'
  vi.spyOn(open, 'post').mockResolvedValue({ login: 'lin', totp_secret: 'A'.repeat(32), totp_uri: 'otpauth://totp/x', passkey_options: {}, expires_at: '2020-03-10T16:30:00Z' } as never)
  const screen = mount(EnrolScreen, { attachTo: document.body })
  await flushPromises()
  expect(screen.text()).toContain('11 March')
  expect(screen.text()).toContain('00:30')
  await screen.find('form').trigger('submit')
  await flushPromises()
  const said = screen.find('[data-test="error-summary"]').text()
  expect(said.indexOf('The new password needs')).toBeLessThan(said.indexOf('one-time code'))
  expect(said).toContain('The new password needs')
})
