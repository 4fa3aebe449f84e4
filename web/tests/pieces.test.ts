import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { persistently } from '../src/shared/device/pieces'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('loads again what the network dropped', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('1')).mockRejectedValueOnce(new Error('2')).mockResolvedValue('piece')
  const loaded = persistently(load)
  await vi.runAllTimersAsync()
  expect(await loaded).toBe('piece')
})

it('gives up with the last failure', async () => {
  const load = vi.fn().mockRejectedValue(new Error('gone'))
  const failed = persistently(load).catch((error: Error) => error.message)
  await vi.runAllTimersAsync()
  expect(await failed).toBe('gone')
  expect(load).toHaveBeenCalledTimes(4)
})
