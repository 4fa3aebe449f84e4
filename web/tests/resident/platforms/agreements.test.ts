import { type VueWrapper, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beginSession } from '../../../src/resident/account/state/account'
import { kiosk } from '../../../src/resident/kiosk/state/kiosk'
import WeChatMessages from '../../../src/resident/platforms/parts/WeChatMessages.vue'
import { agreed, takeAgreed } from '../../../src/resident/platforms/state/agreed'
import { wasAway } from '../../../src/resident/platforms/state/agreements'
import { KeepsNothing, challengeOf } from '../../../src/resident/platforms/state/verifier'
import { platformWords } from '../../../src/resident/platforms/words'
import SettingsScreen from '../../../src/resident/traveller/screens/SettingsScreen.vue'
import { travelWords } from '../../../src/resident/traveller/words'
import { words } from '../../../src/resident/words'
import { NoAnswer, Problem } from '../../../src/shared/api/problem'
import type { Preferences } from '../../../src/shared/api/types'
import { startI18n } from '../../../src/shared/i18n'
import { someTokens } from '../../support/shapes'

const WECHAT = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50 Language/zh_CN'
const ALIPAY = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 AlipayClient/10.5.90'
const VERIFIER = 'v'.repeat(43)
const BACK = '?openid=o1&template_id=t1&action=confirm&scene=42&reserved=m00'

let wechatLeft: number | null
let boundAt: string | null
let refusal: { code: string; detail: string; status: number } | null
let offline: boolean
let asked: [string, string, unknown][]
let here: VueWrapper[]

const preferences = (): Preferences => {
  const ways: Preferences['channels'] = wechatLeft ? ['wechat', 'sms'] : ['sms']
  return { language: 'en', sms: true, channels: ways, available_channels: ways, push_key: null, push_here: false, wechat_left: wechatLeft, quiet_hours: null, default_quiet_hours: null, email: null }
}

function answer(method: string, path: string): unknown {
  if (path === '/me/platforms') return { items: [{ platform: 'wechat', bound_at: boundAt }, { platform: 'alipay', bound_at: '2020-01-01T00:00:00Z' }] }
  if (path === '/me/preferences') return preferences()
  if (path === '/me/wechat-agreements/start') return { confirm_url: 'https://wechat.example/confirm', expires_at: '2020-01-01T00:10:00Z' }
  if (path === '/login/platforms/wechat/start') return { authorize_url: 'https://wechat.example/authorize', expires_at: '2020-01-01T00:10:00Z' }
  if (path === '/me/wechat-agreements' && method === 'POST') return { wechat_left: (wechatLeft = (wechatLeft ?? 0) + 1) }
  throw new Error(path)
}

beforeEach(async () => {
  wechatLeft = 0
  boundAt = '2020-01-01T00:00:00Z'
  refusal = null
  offline = kiosk.value = false
  asked = []
  here = []
  localStorage.clear()
  sessionStorage.clear()
  agreed()
  history.replaceState(null, '', '/index.html')
  localStorage.setItem('kangma.language', '"en"')
  await startI18n(words)
  await Promise.all([platformWords(), travelWords()])
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(WECHAT)
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => !offline)
  vi.spyOn(location, 'replace').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit) => {
    const path = String(url).replace(/.*\/v1/, '')
    asked.push([method, path, body ? JSON.parse(String(body)) : null])
    if (offline) throw new TypeError('no network')
    if (refusal && path.startsWith('/me/wechat')) return new Response(JSON.stringify({ ...refusal, errors: [] }), { status: refusal.status })
    return new Response(JSON.stringify(answer(method, path)))
  })
  beginSession(someTokens(1))
})

afterEach(() => {
  for (const each of here) each.unmount()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const shown = (screen: VueWrapper, mark: string) => screen.find(`[data-test="${mark}"]`)

function part(left = wechatLeft ?? 0): VueWrapper {
  const made = mount(WeChatMessages, { props: { left }, attachTo: document.body })
  here.push(made)
  return made
}

async function see(screen: VueWrapper, mark: string) {
  await vi.waitFor(() => expect([mark, shown(screen, mark).exists(), screen.text()]).toEqual([mark, true, expect.anything()]))
  return shown(screen, mark)
}

/** Somebody comes back from WeChat with this address, in the tab that left. */
function back(query: string, verifier: string | null = VERIFIER): VueWrapper {
  if (verifier) sessionStorage.setItem('kangma.me.agreeing', JSON.stringify(verifier))
  history.replaceState(null, '', `/index.html${query}`)
  takeAgreed()
  return part()
}

const sent = () => asked.filter(([, path]) => path === '/me/wechat-agreements').map(([, , body]) => body)

describe('the way back', () => {
  it.each([
    [BACK, { openid: 'o1', scene: 42, state: 'm00' }],
    [BACK.replace('confirm', 'cancel'), 'no'],
    [BACK.replace('openid=o1', 'openid='), 'no'],
    [BACK.replace('42', '4x'), 'no'],
    ['?action=cancel&reserved=m00', 'no'],
  ])('%s leaves the address and is given once', (query, given) => {
    history.replaceState(null, '', `/index.html${query}`)
    takeAgreed()
    expect([location.search, location.hash, agreed(), agreed()]).toEqual(['', '#/settings', given, null])
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('o1')
  })

  it.each(['?action=confirm', '?reserved=m00', '?code=a1&state=l1', ''])('%s is none', (query) => {
    history.replaceState(null, '', `/index.html${query}#/help`)
    takeAgreed()
    expect([location.search, location.hash, agreed()]).toEqual([query, '#/help', null])
  })
})

describe('inside WeChat', () => {
  it('one goes to its page with the challenge of what stays in this tab', async () => {
    const screen = part()
    await (await see(screen, 'wechat-agree')).trigger('click')
    await vi.waitFor(() => expect(location.replace).toHaveBeenCalledWith('https://wechat.example/confirm'))
    const verifier = JSON.parse(sessionStorage.getItem('kangma.me.agreeing')!) as string
    expect(verifier).toMatch(/^[\w-]{43}$/)
    expect(asked.at(-1)).toEqual(['POST', '/me/wechat-agreements/start', { challenge: await challengeOf(verifier) }])
    expect(Object.keys(localStorage).filter((name) => name.includes('agreeing'))).toEqual([])
  })

  it('what was agreed to is told once, with what stayed in this tab, and said where the person left off', async () => {
    const screen = back(BACK)
    await vi.waitFor(() => expect(shown(screen, 'wechat-said').text()).toBe('One more message may be sent to you by WeChat.'))
    expect(sent()).toEqual([{ openid: 'o1', scene: 42, state: 'm00', verifier: VERIFIER }])
    expect([screen.emitted('changed'), sessionStorage.getItem('kangma.me.agreeing')]).toEqual([[[1]], null])
    expect(document.activeElement?.textContent).toBe('Reminders by WeChat')
    part()
    await see(screen, 'wechat-agree')
    expect(sent()).toHaveLength(1)
  })

  it('who did not agree is told so, and nothing is sent', async () => {
    const screen = back(BACK.replace('confirm', 'cancel'))
    await vi.waitFor(() => expect(shown(screen, 'wechat-said').text()).toBe('You did not agree this time. Nothing has changed.'))
    await see(screen, 'wechat-agree')
    expect([sent(), screen.emitted('changed')]).toEqual([[], undefined])
  })

  it('a way back that began elsewhere counts for nothing', async () => {
    const screen = back(BACK, null)
    expect((await see(screen, 'error-summary')).text()).toContain('did not begin on this page')
    await see(screen, 'wechat-agree')
    expect([sent(), screen.emitted('changed'), shown(screen, 'wechat-said').text()]).toEqual([[], undefined, ''])
  })

  it('a network that was away is tried again with the same', async () => {
    offline = true
    const screen = back(BACK)
    const again = await see(screen, 'wechat-again')
    expect(screen.emitted('changed')).toBeUndefined()
    offline = false
    await again.trigger('click')
    await see(screen, 'wechat-agree')
    expect(sent()).toEqual([sent()[0], sent()[0]])
    expect(screen.emitted('changed')).toHaveLength(1)
  })

  it.each([['wechat_other', 422], ['wechat_agreements_enough', 422], ['platform_denied', 401]])('%s is said in the words of the service, and one may begin anew', async (code, status) => {
    refusal = { code, status, detail: `Words of ${code}.` }
    const screen = back(BACK)
    expect((await see(screen, 'error-summary')).text()).toBe(`Words of ${code}.`)
    await see(screen, 'wechat-agree')
    expect([shown(screen, 'wechat-again').exists(), shown(screen, 'wechat-said').text()]).toEqual([false, ''])
  })

  it('so many is said where one would begin', async () => {
    refusal = { code: 'wechat_agreements_enough', status: 422, detail: 'Enough.' }
    const screen = part(20)
    await (await see(screen, 'wechat-agree')).trigger('click')
    expect((await see(screen, 'error-summary')).text()).toBe('Enough.')
    expect(location.replace).not.toHaveBeenCalled()
  })

  it('who has not bound it is led to binding', async () => {
    boundAt = null
    const screen = part()
    expect((await see(screen, 'platform-go')).text()).toContain('Bind WeChat')
    expect([shown(screen, 'wechat-bind').exists(), shown(screen, 'wechat-agree').exists(), shown(screen, 'wechat-none').exists()]).toEqual([true, false, false])
    await shown(screen, 'platform-go').trigger('click')
    await vi.waitFor(() => expect(location.replace).toHaveBeenCalledWith('https://wechat.example/authorize'))
    expect(asked.at(-1)![2]).toMatchObject({ purpose: 'bind' })
  })

  it('who unbound it elsewhere meanwhile is led to binding too', async () => {
    refusal = { code: 'wechat_not_bound', status: 422, detail: 'Bind it.' }
    const screen = part(1)
    await (await see(screen, 'wechat-agree')).trigger('click')
    await see(screen, 'platform-go')
    expect([shown(screen, 'error-summary').text(), shown(screen, 'wechat-agree').exists()]).toEqual(['Bind it.', false])
  })

  it('a browser that keeps nothing does not leave', async () => {
    const screen = part(1)
    vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => { throw new Error('full') } })
    await (await see(screen, 'wechat-agree')).trigger('click')
    expect((await see(screen, 'error-summary')).text()).toContain('cannot keep anything')
    expect([asked, vi.mocked(location.replace).mock.calls]).toEqual([[], []])
  })
})

it.each([[new NoAnswer('away'), true], [new Problem(503, 'unavailable', ''), true], [new Problem(422, 'wechat_other', ''), false], [new KeepsNothing(), false]])('the same is told once more where nobody answered: %s', (error, again) => {
  expect(wasAway(error)).toBe(again)
})

describe('how many are left', () => {
  it.each([[1, '1 message left'], [2, '2 messages left']])('%i', async (left, text) => {
    const screen = part(left)
    expect((await see(screen, 'wechat-left')).text()).toBe(text)
    expect([asked, shown(screen, 'wechat-none').exists()]).toEqual([[], false])
  })

  it('none: the next way is used', async () => {
    expect((await see(part(), 'wechat-none')).text()).toContain('next way')
  })
})

describe('elsewhere than in WeChat', () => {
  beforeEach(() => void vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(ALIPAY))

  it('who has bound it is told how many are left and where to agree', async () => {
    const screen = part(3)
    expect((await see(screen, 'wechat-there')).text()).toContain('To agree to more, open the health code in WeChat')
    expect([shown(screen, 'wechat-left').text(), screen.findAll('button')]).toEqual(['3 messages left', []])
  })

  it('who has not is told where to bind it', async () => {
    boundAt = null
    const screen = part()
    expect((await see(screen, 'wechat-there')).text()).toContain('bind WeChat and agree')
    expect([screen.findAll('button'), shown(screen, 'wechat-none').exists()]).toEqual([[], false])
  })
})

describe('in the settings', () => {
  async function settings(): Promise<VueWrapper> {
    const made = mount(SettingsScreen, { attachTo: document.body })
    here.push(made)
    await see(made, 'setting-sms')
    return made
  }

  it('the way says how many are left', async () => {
    wechatLeft = 2
    const screen = await settings()
    expect([shown(screen, 'channel-wechat').text(), shown(screen, 'channel-sms').text()]).toEqual(['WeChat2 messages left', 'Text message'])
    await see(screen, 'wechat-messages')
  })

  it('who comes back sees the new count, and what has become of it', async () => {
    history.replaceState(null, '', `/index.html${BACK}`)
    sessionStorage.setItem('kangma.me.agreeing', JSON.stringify(VERIFIER))
    takeAgreed()
    const screen = await settings()
    expect((await see(screen, 'hint-wechat')).text()).toBe('1 message left')
    await vi.waitFor(() => expect(shown(screen, 'wechat-said').text()).toBe('One more message may be sent to you by WeChat.'))
    expect([shown(screen, 'wechat-left').text(), sent()]).toEqual(['1 message left', [expect.anything()]])
  })

  it.each([['a stage without it', null, false], ['a device that many use', 2, true]])('%s offers nothing of it', async (_, left, shared) => {
    wechatLeft = left
    kiosk.value = shared
    const screen = await settings()
    await new Promise((done) => setTimeout(done, 50))
    expect(shown(screen, 'wechat-messages').exists()).toBe(false)
  })
})
