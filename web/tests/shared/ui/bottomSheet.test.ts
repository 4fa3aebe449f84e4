import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { startI18n } from '../../../src/shared/i18n'
import { place, startRouter } from '../../../src/shared/routing/router'
import BottomSheet from '../../../src/shared/ui/BottomSheet.vue'

it('a link in a sheet leads where it says: closing the sheet takes no step back from there', async () => {
  const none = () => Promise.resolve({ default: {} })
  await startI18n({ 'zh-CN': none, en: none })
  history.replaceState(null, '', '#/work')
  startRouter()
  const back = vi.spyOn(history, 'back').mockImplementation(() => undefined)
  const open = ref(true)
  const page = defineComponent(() => () => (open.value ? h(BottomSheet, { title: 'Menu', onClose: () => (open.value = false) }, () => h('a', { href: '#/decide' }, 'Decide')) : null))
  mount(page, { attachTo: document.body })
  await nextTick()
  document.querySelector<HTMLElement>('dialog a')!.click()
  await nextTick()
  expect(document.querySelector('dialog')).toBeNull()
  expect([location.hash, place.name]).toEqual(['#/decide', 'decide'])
  expect(back).not.toHaveBeenCalled()
  back.mockRestore()
})
