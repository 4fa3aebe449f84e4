import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { presentation } from '../../../src/resident/live/state/shown'
import { newDeviceKey, publicHalf } from '../../../src/shared/codes/deviceKey'
import { readLive } from '../../../src/shared/codes/live'
import { noteAnswer, noteInstant, trueNow } from '../../../src/shared/time/trueTime'
import made from '../../fixtures/codes.json'

const phone = async () => {
  const pair = await newDeviceKey()
  return { privateKey: pair.privateKey, half: await publicHalf(pair.publicKey) }
}

describe('what a phone shows', () => {
  it('is a fresh proof for a token that is bound to it', async () => {
    const mine = await phone()
    const { jwk } = made.phone
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])
    const shown = await presentation(made.bound, { ...mine, half: await publicHalf(key) }, new Date(1_584_000_100_900))
    expect([shown.kind, readLive(shown.text).seconds]).toEqual(['device', 1_584_000_100])
  })

  it.each(['bound', 'plain'] as const)('is a copy for the token %s on another phone', async (name) => {
    expect(await presentation(made[name], await phone(), new Date())).toEqual({ text: made[name], kind: 'copy' })
  })

  it('is a copy where no key can be kept, and for a token that cannot be read', async () => {
    expect((await presentation(made.bound, null, new Date())).kind).toBe('copy')
    expect((await presentation('HC1:???', await phone(), new Date())).kind).toBe('copy')
  })
})

describe('the time', () => {
  const HERE = Date.parse('2020-03-12T10:00:00Z')
  beforeEach(() => void vi.useFakeTimers({ now: HERE }))
  afterEach(() => {
    noteInstant(HERE, HERE)
    vi.useRealTimers()
  })
  const answered = (date: string, sent = HERE, received = HERE) => noteAnswer(new Headers({ Date: date }), sent, received)

  it('is the API’s where this clock is an hour wrong', () => {
    answered('Thu, 12 Mar 2020 11:00:00 GMT')
    expect(trueNow().toISOString()).toBe('2020-03-12T11:00:00.500Z')
  })

  it('is about the API’s after a slow answer, until a quick one tells it better', () => {
    answered('Thu, 12 Mar 2020 11:00:00 GMT', HERE - 10_000)
    expect(trueNow().toISOString()).toBe('2020-03-12T11:00:05.500Z')
    answered('Thu, 12 Mar 2020 11:00:03 GMT', HERE - 10_000)
    expect(trueNow().toISOString()).toBe('2020-03-12T11:00:05.500Z')
    answered('Thu, 12 Mar 2020 11:00:01 GMT')
    expect(trueNow().toISOString()).toBe('2020-03-12T11:00:01.500Z')
  })

  it('stays this clock’s for a difference of a second, a slow answer that leaves room for it and a missing header', () => {
    answered('Thu, 12 Mar 2020 10:00:01 GMT')
    answered('Thu, 12 Mar 2020 10:00:01 GMT', HERE - 10_000)
    answered('')
    expect(trueNow().getTime()).toBe(HERE)
  })
})
