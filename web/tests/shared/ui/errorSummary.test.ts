import { mount } from '@vue/test-utils'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { defineComponent, nextTick, reactive } from 'vue'
import { startI18n } from '../../../src/shared/i18n'
import { shared } from '../../../src/shared/i18n/messages/en'
import ErrorSummary from '../../../src/shared/ui/ErrorSummary.vue'
import TextField from '../../../src/shared/ui/TextField.vue'

beforeAll(async () => {
  const words = async () => ({ default: shared as unknown as Record<string, unknown> })
  await startI18n({ 'zh-CN': words, en: words })
})
afterEach(() => document.body.replaceChildren())

/** A form with two fields, as any page has them. */
function form() {
  const state = reactive({ sentence: '', faults: {} as Record<string, string> })
  const parts = defineComponent({
    components: { ErrorSummary, TextField },
    setup: () => ({ state }),
    template: `<ErrorSummary :sentence="state.sentence" :faults="state.faults" />
      <TextField model-value="" field="name" label="Name" :fault="state.faults.name" />
      <TextField model-value="" field="reason" label="Reason" :fault="state.faults.reason" />`,
  })
  const page = mount(parts, { attachTo: document.body })
  async function show(sentence: string, faults: Record<string, string>) {
    Object.assign(state, { sentence, faults })
    for (let turn = 0; turn < 4; turn++) await nextTick()
    return page.find('[data-test="error-summary"]')
  }
  return { page, show }
}

it('says a single fault at its field alone, and leads there', async () => {
  const { page, show } = form()
  expect((await show('', { reason: 'Say why' })).exists()).toBe(false)
  expect(page.text().match(/Say why/g)).toHaveLength(1)
  expect(document.activeElement?.id).toBe('f-reason')
})

it('lists several, and one whose field is not here or that has a sentence besides', async () => {
  const { show } = form()
  expect((await show('', { name: 'A name', reason: 'Say why' })).text()).toContain('2 things')
  expect((await show('', { elsewhere: 'Far away' })).text()).toContain('Far away')
  expect((await show('Not now', { name: 'A name' })).text()).toContain('Not now')
})
