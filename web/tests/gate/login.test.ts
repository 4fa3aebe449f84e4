import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import GateLogin from '../../src/gate/screens/GateLogin.vue'
import { challenge, guardPhone } from '../../src/gate/state/phoneLogin'
import { open } from '../../src/gate/state/staff'
import { Problem } from '../../src/shared/api/problem'
import { startI18n } from '../../src/shared/i18n'
import { startRouter } from '../../src/shared/routing/router'

const PHONE = '+8613800138000'
const answer = (id: string, seconds: number) => ({ challenge_id: id, resend_after: new Date(Date.now() + seconds * 1000).toISOString() })
let page: ReturnType<typeof mount>
const found = (name: string) => page.find(`[data-test="${name}"]`)
const there = (name: string) => document.querySelector<HTMLElement>(`[data-test="${name}"]`)
/** The library follows no link; the address is what changes. */
const follow = async (hash: string) => {
  history.pushState(null, '', hash)
  dispatchEvent(new PopStateEvent('popstate'))
  await flushPromises()
}

beforeAll(async () => {
  localStorage.setItem('kangma.language', '"zh-CN"')
  await startI18n({ 'zh-CN': () => import('../../src/gate/messages/zh-CN'), en: () => import('../../src/gate/messages/en') })
  startRouter()
})
beforeEach(async () => {
  vi.spyOn(open, 'get').mockResolvedValue({ delivery: 'waiting' })
  await follow('#/')
  page = mount(GateLogin, { attachTo: document.body })
})
afterEach(() => {
  page.unmount()
  vi.restoreAllMocks()
})

async function askedFor(seconds: number) {
  const post = vi.spyOn(open, 'post').mockResolvedValueOnce(answer('c1', seconds)).mockResolvedValueOnce(answer('c2', 60))
  await follow('#/phone')
  await found('input-phone').setValue('13800138000')
  await page.find('form').trigger('submit')
  await flushPromises()
  return post
}

it('the logo leads to the first screen', () => {
  expect(found('brand').attributes('href')).toBe('#/')
})

describe('a guard whose message was sent', () => {
  it('waits as long as the API says before another one', async () => {
    await askedFor(60)
    expect(location.hash).toBe('#/phone/code')
    expect(found('resend-wait').text()).toMatch(/^(60|59) /)
    expect(found('resend').exists()).toBe(false)
  })

  it('asks for another one', async () => {
    const post = await askedFor(0)
    await found('resend').trigger('click')
    await flushPromises()
    expect(post.mock.calls.map(([, body]) => body)).toEqual(Array(2).fill({ phone: PHONE, purpose: 'login' }))
    expect([challenge.value?.id, page.text()]).toEqual(['c2', expect.stringContaining('又发了一条')])
  })

  it('is told what to do when none came, and may have it by e-mail', async () => {
    const post = await askedFor(60)
    await found('no-sms').trigger('click')
    expect(there('sheet')!.textContent).toContain(PHONE)
    there('by-email')!.click()
    await flushPromises()
    expect(post.mock.lastCall![1]).toEqual({ phone: PHONE, purpose: 'login', via: 'email' })
    expect(page.text()).toContain('邮箱')
  })

  it('reads that the digits were wrong until the next ones are typed', async () => {
    const post = await askedFor(60)
    post.mockReset().mockRejectedValue(new Problem(401, 'invalid_code', '这 6 位数字不对'))
    await found('input-code').setValue('123456')
    await page.find('form').trigger('submit')
    await flushPromises()
    expect([(found('input-code').element as HTMLInputElement).value, found('fault-code').text()]).toEqual(['', '这 6 位数字不对'])
    await found('input-code').setValue('1')
    expect(found('fault-code').exists()).toBe(false)
  })

  it('may take another number', async () => {
    await askedFor(60)
    await found('other-number').trigger('click')
    await flushPromises()
    const field = found('input-phone').element as HTMLInputElement
    expect([location.hash, field.value, field.readOnly]).toEqual(['#/phone', PHONE, false])
  })

  it('comes back to the number by the system’s way back', async () => {
    await askedFor(60)
    await follow('#/phone')
    expect(found('input-phone').exists()).toBe(true)
  })
})

it.each([
  ['138 0013 8000', PHONE],
  ['＋44 20 7946 0000', '+442079460000'],
  ['2380013800', null],
  ['+86', null],
])('the number %s', (typed, phone) => {
  expect(guardPhone(typed)).toBe(phone)
})
