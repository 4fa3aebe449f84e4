import { beforeEach, describe, expect, it } from 'vitest'
import { arrival, forgetArrival, keepArrival, takeArrival } from '../../../src/resident/visits/state/arrival'
import { foreignVenue, venueIn } from '../../../src/shared/codes/venueCode'
import codes from '../../fixtures/codes.json'
import made from '../../fixtures/venue.json'

describe('a scanned venue', () => {
  it('is read from the address of a poster and from the signed part alone', () => {
    expect(venueIn(made.poster)).toEqual({ id: made.id, screen: false, door: 0, code: made.poster.split('#')[1] })
    expect(venueIn(` ${made.screen}\n`)).toEqual({ id: made.id, screen: true, door: 0, code: made.screen })
  })

  it.each([
    ['#', '%23'],
    ['#', '%2523'],
    ['#', '/#/'],
    [/$/, '#wechat_redirect'],
    [/$/, '&from=timeline&isappinstalled=0'],
    [/$/, '=='],
    [/$/, ')'],
    [/$/, '.'],
    [/^(.*)$/, '"$1"'],
    [/^(.*)$/, '<$1>'],
    [/^(.*)$/, '\u2068$1\u2069\u200e'],
  ])('is read although %s became %s on the way', (from, to) => {
    expect(venueIn(made.poster.replace(from, to))?.id).toBe(made.id)
  })

  it.each(['', 'https://example.org', 'https://example.org/v#abc', codes.plain, 'wxp://f2f0', `${made.screen}x`.repeat(40)])('is not %s', (text) => {
    expect(venueIn(text)).toBeNull()
  })

  it.each([
    [codes.live, 'health'],
    ['https://example.org', 'link'],
    ['wxp://f2f0', 'other'],
  ])('%s is explained', (text, kind) => {
    expect(foreignVenue(text)).toBe(kind)
  })
})

describe('a code that came with the address', () => {
  beforeEach(forgetArrival)

  it('waits for half an hour while the person logs in', () => {
    keepArrival('abc', 1_000)
    expect([arrival(1_000 + 29 * 60_000), arrival(1_000 + 31 * 60_000)]).toEqual(['abc', null])
    forgetArrival()
    expect(arrival(1_000)).toBeNull()
  })

  it.each([
    ['/pages/v', '#abc', 'abc', '#/visit'],
    ['/pages/v.html', '#abc', 'abc', '#/visit'],
    ['/v', `#${made.screen}#wechat_redirect`, made.screen, '#/visit'],
    ['/v', `#/${made.screen}`, made.screen, '#/visit'],
    ['/pages/index.html', '#abc', null, '#abc'],
    ['/v', '#/code', null, '#/visit'],
  ])('%s%s', (path, hash, code, after) => {
    history.replaceState(null, '', path + hash)
    takeArrival()
    expect([arrival(), location.hash]).toEqual([code, after])
  })
})
