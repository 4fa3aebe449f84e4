import { mount } from '@vue/test-utils'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import * as account from '../../../src/resident/account/state/account'
import { waiting } from '../../../src/resident/declare/state/declarations'
import MeScreen from '../../../src/resident/me/screens/MeScreen.vue'
import { words } from '../../../src/resident/words'
import type { DeclarationForm } from '../../../src/shared/api/types'
import { startI18n } from '../../../src/shared/i18n'

beforeAll(async () => {
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
})
afterEach(() => vi.restoreAllMocks())

it('logs out at once where nothing waits, and where something does only after it was said', async () => {
  const logOut = vi.spyOn(account, 'logOut').mockResolvedValue()
  const me = mount(MeScreen, { shallow: true })
  const button = me.get('[data-test="log-out"]')
  waiting.p1 = { body: {} as DeclarationForm, day: '2020-03-12' }
  await button.trigger('click')
  expect(logOut).not.toHaveBeenCalled()
  expect(me.get('[role="alert"]').text()).toContain('logging out loses it')
  await button.trigger('click')
  expect(logOut).toHaveBeenCalledOnce()
  delete waiting.p1
  me.unmount()
  const other = mount(MeScreen, { shallow: true })
  await other.get('[data-test="log-out"]').trigger('click')
  expect(logOut).toHaveBeenCalledTimes(2)
})
