import { describe, expect, it } from 'vitest'
import { type KeptUpload, type Ways, carry } from '../../../src/resident/traveller/state/carry'
import { NoAnswer, Problem } from '../../../src/shared/api/problem'
import type { Photo, Upload } from '../../../src/shared/api/types'
import { aPhoto } from '../../support/shapes'

const answer = (status: Photo['status'] = 'awaiting'): Upload => ({ photo: aPhoto(status), upload: { url: 'u', fields: {}, expires_at: '' } })
const kept = (): KeptUpload => ({ personId: 'p', kind: 'passport', key: 'first', at: 0, bytes: new ArrayBuffer(3), type: 'image/jpeg' })

/** A world that answers each call with the next of what is given; a function among them is called. */
function world(asked: (Upload | Error)[], sent: (number | Error)[], found: (Photo['status'] | Error)[] = ['received']) {
  const log: string[] = []
  const next = <T>(list: (T | Error)[]): T => {
    const entry = list.length > 1 ? list.shift()! : list[0]!
    if (entry instanceof Error) throw entry
    return entry
  }
  const ways: Ways = {
    ask: async ({ key }) => (log.push(`ask ${key}`), next(asked)),
    send: async () => (log.push('send'), next(sent)),
    find: async () => (log.push('find'), aPhoto(next(found))),
    pause: async () => undefined,
    report: (step) => void (step === 'waiting' && log.push('wait')),
    renew: async (upload) => void (upload.key = 'second'),
  }
  return { ways, log }
}

describe('a photo on its way', () => {
  it('is asked for, sent, and looked at until it was checked', async () => {
    const { ways, log } = world([answer()], [204], ['awaiting', 'awaiting', 'rejected'])
    expect((await carry(kept(), ways, () => 0)).status).toBe('rejected')
    expect(log).toEqual(['ask first', 'send', 'find', 'find', 'find'])
  })

  it('goes on with the same key after lost connections', async () => {
    const { ways, log } = world([new NoAnswer(), answer(), answer()], [new NoAnswer(), 204])
    await carry(kept(), ways, () => 0)
    expect(log).toEqual(['ask first', 'wait', 'ask first', 'send', 'wait', 'ask first', 'send', 'find'])
  })

  it('is not sent again when it had arrived before the page was closed', async () => {
    const { ways, log } = world([answer('received')], [204])
    expect((await carry(kept(), ways, () => 0)).status).toBe('received')
    expect(log).toEqual(['ask first'])
  })

  it('gets a new link when its link ran out, then a new key, and is given up after three refusals', async () => {
    const { ways, log } = world([answer()], [403])
    await expect(carry(kept(), ways, () => 0)).rejects.toThrow('store 403')
    expect(log.filter((entry) => entry.startsWith('ask'))).toEqual(['ask first', 'ask first', 'ask second'])
  })

  it('gets a new key when the kept one is too old for the API', async () => {
    const { ways, log } = world([answer()], [204])
    await carry(kept(), ways, () => 24 * 3600_000)
    expect(log[0]).toBe('ask second')
  })

  it('stops at a refusal of the API and says which', async () => {
    const refusal = new Problem(409, 'photo_accepted', 'There is one already.')
    const { ways } = world([refusal], [204])
    await expect(carry(kept(), ways, () => 0)).rejects.toBe(refusal)
  })

  it('waits and tries again when the API is busy', async () => {
    const { ways, log } = world([new Problem(503, 'unavailable', ''), answer()], [204])
    await carry(kept(), ways, () => 0)
    expect(log).toEqual(['ask first', 'wait', 'ask first', 'send', 'find'])
  })

  it('counts as sent although nobody could look', async () => {
    const { ways, log } = world([answer()], [204], [new NoAnswer()])
    expect((await carry(kept(), ways, () => 0)).status).toBe('awaiting')
    expect(log.filter((entry) => entry === 'send')).toHaveLength(1)
  })
})
