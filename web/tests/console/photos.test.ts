import { type VueWrapper, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import common from '../../src/console/messages/en'
import { nextOf, useNext } from '../../src/console/review/queue'
import words from '../../src/console/screens/photos/messages/en'
import OnePhoto from '../../src/console/screens/photos/OnePhoto.vue'
import { away, noteHand } from '../../src/console/shell/away'
import { followKeys } from '../../src/console/shell/keys'
import { api, roles } from '../../src/console/state/staff'
import { Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'
import { startFilters } from '../../src/shared/routing/filters'
import { go, startRouter } from '../../src/shared/routing/router'

const compare = { name: '测试甲', document_type: 'passport', document_number: 'E12345678', corrected_number: null, country: 'NO', expires_on: '2028-01-02', birth_date: '1990-03-12', sex: 'female', nationality: 'NO' }
const looked = (more = {}) => ({ kind: 'passport', status: 'received', received_at: '2020-03-12T02:00:00Z', url: 'https://photos.example/one', preview_url: 'https://photos.example/small', expires_at: '2020-03-12T02:02:00Z', compare, ...more })

describe('the next one', () => {
  it('is the one behind, of the last the first, and none but itself', () => {
    expect([nextOf(['a', 'b', 'c'], 'a'), nextOf(['a', 'b'], 'b'), nextOf(['a'], 'a'), nextOf(['b'], 'gone'), nextOf([], 'a')]).toEqual(['b', 'a', '', 'b', ''])
  })

  it('is asked for once more where the list did not come', async () => {
    vi.useFakeTimers()
    const list = vi.fn().mockRejectedValueOnce(new Error('429')).mockResolvedValue(['a', 'b'])
    const { next, look } = useNext(() => 'a', list)
    const looked = look()
    await vi.runAllTimersAsync()
    await looked
    vi.useRealTimers()
    expect(next.value).toBe('b')
  })
})

describe('a photo', () => {
  let page: VueWrapper
  let now: ReturnType<typeof looked>
  beforeAll(async () => {
    const both = async () => ({ default: { ...common, ...words } as unknown as Record<string, unknown> })
    await startI18n({ 'zh-CN': both, en: both })
    startRouter()
    startFilters()
    addEventListener('keydown', followKeys)
  })
  beforeEach(() => {
    go('photos/f1')
    localStorage.clear()
    roles.value = ['reviewer']
    now = looked()
    vi.spyOn(api, 'get').mockImplementation(((path: string) => Promise.resolve(path.startsWith('/photos?') ? { items: [{ id: 'f1' }, { id: 'f2' }], next_cursor: null } : now)) as never)
  })
  afterEach(() => {
    page.unmount()
    vi.restoreAllMocks()
  })
  async function open() {
    page = mount(OnePhoto, { props: { id: 'f1' }, attachTo: document.body })
    await flushPromises()
  }
  const mark = (name: string) => page.find(`[data-test="${name}"]`)
  const press = (key: string) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))

  it('stands alone beside what its person says, is enlarged and turned by keys', async () => {
    await open()
    expect(page.findAll('img').length).toBe(1)
    expect(mark('compare').text()).toContain('E12345678')
    press('+')
    press('t')
    await flushPromises()
    expect([mark('photo').attributes('data-zoom'), mark('photo').attributes('data-turn')]).toEqual(['1.5', '90'])
    press('0')
    await flushPromises()
    expect([mark('photo').attributes('data-zoom'), mark('photo').attributes('data-turn')]).toEqual(['1', '0'])
  })

  it('is accepted by two keys, and the next one is one more', async () => {
    await open()
    const post = vi.spyOn(api, 'post').mockResolvedValue({ id: 'f1', status: 'accepted' } as never)
    press('a')
    await flushPromises()
    expect(document.activeElement).toBe(mark('accept').element)
    await mark('accept').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]!.slice(0, 2)).toEqual(['/photos/f1/decision', { accept: true, reason: null }])
    expect(document.activeElement?.getAttribute('href')).toBe('#/photos/f2')
  })

  it('is sent back with a reason only, in the language that is chosen', async () => {
    await open()
    const post = vi.spyOn(api, 'post').mockResolvedValue({ id: 'f1', status: 'rejected' } as never)
    await mark('reject').trigger('click')
    await flushPromises()
    expect([post.mock.calls.length, mark('fault-reason').text()]).toEqual([0, 'Say why'])
    await mark('templates-en').trigger('click')
    await mark('template-blurred').trigger('click')
    await mark('reject').trigger('click')
    await flushPromises()
    expect(post.mock.calls[0]![1]).toEqual({ accept: false, reason: expect.stringContaining('blurred') })
    expect(mark('done').text()).toContain('Sent back')
  })

  it('says where another reviewer was quicker, and what it is now', async () => {
    await open()
    vi.spyOn(api, 'post').mockRejectedValue(new Problem(409, 'photo_not_waiting', ''))
    await mark('accept').trigger('click')
    await flushPromises()
    expect(mark('accept').exists()).toBe(false)
    now = looked({ status: 'rejected' })
    await mark('changed-seen').trigger('click')
    await flushPromises()
    expect(mark('status').text()).toBe('Sent back')
  })

  it('goes from the screen with whoever was there', async () => {
    await open()
    away.value = true
    await flushPromises()
    expect(page.findAll('img').length + page.findAll('[data-test=compare]').length).toBe(0)
    expect(mark('covered-photo').exists()).toBe(true)
    noteHand()
  })
})
