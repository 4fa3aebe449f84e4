import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { alone } from '../../../src/shared/device/alone'

/** Locks as browsers have them: one holder a name at a time, in order of asking. */
function locks() {
  const last = new Map<string, Promise<unknown>>()
  return {
    request(name: string, work: () => Promise<unknown>) {
      const turn = (last.get(name) ?? Promise.resolve()).then(work)
      last.set(name, turn.catch(() => undefined))
      return turn
    },
  }
}

/** Two pieces of work begun together, the first ended last; what happened, in order. */
async function happened(first: string, second: string): Promise<string[]> {
  const seen: string[] = []
  let end = () => {}
  const held = new Promise<void>((done) => (end = done))
  const one = alone(first, async () => (seen.push('first begins'), await held, seen.push('first ends')))
  const two = alone(second, async () => seen.push('second'))
  await new Promise((done) => setTimeout(done))
  end()
  await Promise.all([one, two])
  return seen
}

describe('work of one name', () => {
  afterEach(() => vi.unstubAllGlobals())

  describe('in a browser that knows locks', () => {
    beforeEach(() => vi.stubGlobal('navigator', { locks: locks() }))

    it('waits until the same work has ended', async () => {
      expect(await happened('session.refresh', 'session.refresh')).toEqual(['first begins', 'first ends', 'second'])
    })

    it('does not wait for other work', async () => {
      expect(await happened('photo.a', 'photo.b')).toEqual(['first begins', 'second', 'first ends'])
    })

    it('gives what it makes, and fails as it fails', async () => {
      expect(await alone('checks', async () => 7)).toBe(7)
      await expect(alone('checks', () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer')
    })
  })

  it('runs at once in a browser that knows no locks', async () => {
    vi.stubGlobal('navigator', {})
    expect(await happened('checks', 'checks')).toEqual(['first begins', 'second', 'first ends'])
  })
})
