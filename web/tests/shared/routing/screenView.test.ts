import { defineComponent, h, nextTick } from 'vue'
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { place } from '../../../src/shared/routing/router'
import ScreenView from '../../../src/shared/routing/ScreenView.vue'

const screenOf = (words: string) => ({ default: defineComponent({ render: () => h('main', words) }) })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a screen that comes too late, or never, takes nobody back from the one they went on to', async () => {
  let lose = () => {}
  const late = new Promise<never>((_, failed) => (lose = () => failed(new Error('lost'))))
  const screens = {
    late: { component: () => late, title: 'late' },
    here: { component: async () => screenOf('here'), title: 'here' },
  }
  Object.assign(place, { name: 'late', step: '' })
  const view = mount(ScreenView, { props: { screens } })
  Object.assign(place, { name: 'here', step: '' })
  await vi.advanceTimersByTimeAsync(300)
  lose()
  await vi.advanceTimersByTimeAsync(60_000)
  await nextTick()
  expect(view.text()).toBe('here')
  expect(view.emitted('shown')!.at(-1)).toEqual(['here'])
})
