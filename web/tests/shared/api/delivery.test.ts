import { type Ref, effectScope, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Delivered, useDelivery } from '../../../src/shared/api/useDelivery'

/** A carrier that refuses these challenges, and how often it was asked about each. */
function carrier(...refusing: string[]) {
  const asked: string[] = []
  const deliveryOf = async (id: string): Promise<Delivered> => {
    asked.push(id)
    return refusing.includes(id) ? 'failed' : 'sent'
  }
  return { asked, deliveryOf }
}

const watching = (id: Ref<string | undefined>, deliveryOf: (id: string) => Promise<Delivered>) => effectScope().run(() => useDelivery(() => id.value, deliveryOf))!

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('whether a carrier delivers', () => {
  it('is asked a few times and no more once it is known', async () => {
    const { asked, deliveryOf } = carrier('a')
    const delivery = watching(ref('a'), deliveryOf)
    expect(delivery.value).toBe('waiting')
    await vi.advanceTimersByTimeAsync(300_000)
    expect([delivery.value, asked]).toEqual(['failed', ['a']])
  })

  it('is asked about the message that counts now', async () => {
    const { asked, deliveryOf } = carrier('b')
    const id = ref<string | undefined>('a')
    const delivery = watching(id, deliveryOf)
    await vi.advanceTimersByTimeAsync(4_000)
    id.value = 'b'
    await vi.advanceTimersByTimeAsync(4_000)
    expect([delivery.value, asked]).toEqual(['failed', ['a', 'b']])
    id.value = 'c'
    await vi.advanceTimersByTimeAsync(300_000)
    expect([delivery.value, asked.filter((each) => each === 'c').length]).toEqual(['sent', 5])
  })

  it('is unknown while nothing answers', async () => {
    const delivery = watching(ref('a'), () => Promise.reject(new TypeError('network')))
    await vi.advanceTimersByTimeAsync(300_000)
    expect(delivery.value).toBe('waiting')
  })
})

it('is asked about until the provider takes the message after all', async () => {
  vi.useFakeTimers()
  const answers: Delivered[] = ['delayed', 'delayed', 'sent']
  const delivery = watching(ref('a'), async () => answers.shift() ?? 'delivered')
  await vi.advanceTimersByTimeAsync(9_000)
  expect(delivery.value).toBe('delayed')
  await vi.advanceTimersByTimeAsync(12_000)
  expect(delivery.value).toBe('sent')
  vi.useRealTimers()
})
