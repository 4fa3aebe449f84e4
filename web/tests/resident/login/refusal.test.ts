import { type Ref, effectScope, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useRefusal } from '../../../src/resident/login/parts/useRefusal'

/** A carrier that refuses these challenges, and how often it was asked about each. */
function carrier(...refusing: string[]) {
  const asked: string[] = []
  const isRefused = async (id: string) => {
    asked.push(id)
    return refusing.includes(id)
  }
  return { asked, isRefused }
}

const watching = (id: Ref<string | undefined>, isRefused: (id: string) => Promise<boolean>) => effectScope().run(() => useRefusal(() => id.value, isRefused))!

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('whether a carrier delivers', () => {
  it('is asked a few times and no more once it is known', async () => {
    const { asked, isRefused } = carrier('a')
    const refused = watching(ref('a'), isRefused)
    expect(refused.value).toBe(false)
    await vi.advanceTimersByTimeAsync(300_000)
    expect([refused.value, asked]).toEqual([true, ['a']])
  })

  it('is asked about the message that counts now', async () => {
    const { asked, isRefused } = carrier('b')
    const id = ref<string | undefined>('a')
    const refused = watching(id, isRefused)
    await vi.advanceTimersByTimeAsync(4_000)
    id.value = 'b'
    await vi.advanceTimersByTimeAsync(4_000)
    expect([refused.value, asked]).toEqual([true, ['a', 'b']])
    id.value = 'c'
    await vi.advanceTimersByTimeAsync(300_000)
    expect([refused.value, asked.filter((each) => each === 'c').length]).toEqual([false, 5])
  })

  it('is unknown while nothing answers', async () => {
    const refused = watching(ref('a'), () => Promise.reject(new TypeError('network')))
    await vi.advanceTimersByTimeAsync(300_000)
    expect(refused.value).toBe(false)
  })
})
