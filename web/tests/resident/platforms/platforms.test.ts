import { beforeEach, describe, expect, it } from 'vitest'
import { insideOf } from '../../../src/shared/device/inside'
import { returned, takeReturned } from '../../../src/resident/login/state/returned'
import { forgetTicket, keepTicket, ticketHere } from '../../../src/resident/login/state/ticket'
import { challengeOf } from '../../../src/resident/platforms/state/verifier'

const WECHAT = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50 Language/zh_CN'
const ALIPAY = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 AlipayClient/10.5.90 Language/zh-Hans'

describe('the app whose browser shows the page', () => {
  it.each([
    [WECHAT, 'wechat'],
    [ALIPAY, 'alipay'],
    [`${WECHAT} wxwork/4.1`, null],
    ['Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Version/17.0 Safari/604.1', null],
  ])('%s', (agent, app) => expect(insideOf(agent)).toBe(app))
})

it('makes of a verifier the challenge of the standard (RFC 7636, appendix B)', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
})

describe('the way back', () => {
  beforeEach(() => void returned())

  it.each([
    ['?code=a1&state=l1', { code: 'a1', state: 'l1' }],
    ['?app_id=2&source=alipay_wallet&scope=auth_base&auth_code=b2&state=b1', { code: 'b2', state: 'b1' }],
  ])('%s leaves the address and is given once', (query, given) => {
    history.replaceState(null, '', `/index.html${query}`)
    takeReturned()
    expect([location.search, location.hash]).toEqual(['', '#/platform'])
    expect([returned(), returned()]).toEqual([given, null])
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain(given.code)
  })

  it.each(['?code=a1', '?state=l1', '?lang=fr', ''])('%s is none', (query) => {
    history.replaceState(null, '', `/index.html${query}#/help`)
    takeReturned()
    expect([location.search, location.hash, returned()]).toEqual([query, '#/help', null])
  })
})

it('a ticket counts until its time is over', () => {
  keepTicket({ platform: 'wechat', ticket: 't', verifier: 'v', until: 1000 })
  expect([ticketHere(999)?.ticket, ticketHere(1000)]).toEqual(['t', null])
  forgetTicket()
  expect(ticketHere(0)).toBe(null)
})
