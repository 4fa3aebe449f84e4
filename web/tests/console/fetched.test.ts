import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useFetched } from '../../src/console/screens/retention/useFetched'
import { chooseLocale, startI18n } from '../../src/shared/i18n'

it('asks anew in the other language, since the words are the service’s', async () => {
  const none = async () => ({ default: {} })
  await startI18n({ 'zh-CN': none, en: none })
  await chooseLocale('zh-CN')
  const fetch = vi.fn().mockResolvedValueOnce('填报').mockResolvedValueOnce('Declarations')
  const part = mount(defineComponent({ setup: () => useFetched<string>(fetch), template: '{{ found }}' }))
  await flushPromises()
  expect(part.text()).toBe('填报')
  await chooseLocale('en')
  await flushPromises()
  expect(part.text()).toBe('Declarations')
})
