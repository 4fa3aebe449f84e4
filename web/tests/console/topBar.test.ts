import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import SideMenu from '../../src/console/shell/SideMenu.vue'
import TopBar from '../../src/console/shell/TopBar.vue'
import { roles } from '../../src/console/state/staff'
import { startI18n } from '../../src/shared/i18n'
import { go, startRouter } from '../../src/shared/routing/router'

it('the logo leads to the first screen', async () => {
  const none = () => Promise.resolve({ default: {} })
  await startI18n({ 'zh-CN': none, en: none })
  expect(mount(TopBar).find('[data-test="brand"]').attributes('href')).toBe('#/')
})

it('the menu keeps the screen in sight that one is on', async () => {
  startRouter()
  roles.value = ['supervisor']
  const shown: string[] = []
  Element.prototype.scrollIntoView = vi.fn(function (this: Element) {
    shown.push(this.getAttribute('href')!)
  })
  go('breaker')
  mount(SideMenu)
  await nextTick()
  go('outages')
  await nextTick()
  await nextTick()
  expect(shown).toEqual(['#/breaker', '#/outages'])
})
