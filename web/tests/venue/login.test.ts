import { readFileSync, readdirSync } from 'node:fs'
import { flushPromises, mount } from '@vue/test-utils'
import { beforeAll, expect, it, vi } from 'vitest'
import * as residents from '../../src/resident/screens'
import { landing } from '../../src/resident/login/state/login'
import { startI18n, t } from '../../src/shared/i18n'
import { go, startRouter } from '../../src/shared/routing/router'
import { screens } from '../../src/venue/screens'

/** What the venues' page passes on to the residents' one. */
const PASSED_ON = ['help']
const PARTS = ['login/parts', 'login/screens', 'recover/screens'].flatMap((folder) => readdirSync(`src/resident/${folder}`).map((name) => `src/resident/${folder}/${name}`))

beforeAll(async () => {
  landing.path = ''
  localStorage.setItem('kangma.language', '"zh-CN"')
  await startI18n({
    'zh-CN': async () => ({ default: { ...(await import('../../src/resident/words/zh-CN')).default, ...(await import('../../src/venue/messages/zh-CN')).default } }),
    en: async () => ({ default: { ...(await import('../../src/resident/words/en')).default, ...(await import('../../src/venue/messages/en')).default } }),
  })
  startRouter()
})

it.each(PARTS)('every link of %s leads somewhere on the venues’ page too', (file) => {
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/href="#\/(\w*)/g)) expect([...Object.keys(screens), ...PASSED_ON]).toContain(name)
})

it('who has lost the number asks for another one, in words', async () => {
  const { default: screen } = await screens.recover!.component()
  const page = mount(screen)
  expect([screens.recover!.open, page.find('h1').text()]).toEqual([true, '原来的手机号不能用了？'])
  expect(page.text()).not.toMatch(/recover\.|apply\./)
})

it('the login says what the page is for, whom to call, and fetches none of the residents’ screens', async () => {
  const prefetch = vi.spyOn(residents, 'prefetch')
  go('login')
  const { default: screen } = await screens.login!.component()
  const page = mount(screen)
  expect(page.findAll('h1').map((each) => each.text())).toEqual([t('venues.heading')])
  expect(page.find('[data-test="venue-help"]').attributes('href')).toBe('tel:12345')
  expect(prefetch).not.toHaveBeenCalled()
  go('login/password')
  await flushPromises()
  expect(page.find('h1').text()).toBe('用密码登录')
  expect(page.find('[data-test="recover"]').attributes('href')).toBe('#/recover')
  expect(page.find('[data-test="venue-help"]').exists()).toBe(true)
  page.unmount()
})
