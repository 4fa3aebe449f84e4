import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { whileAwaited } from '../../../src/shared/device/whileAwaited'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('looks again as long as something is awaited, and at once when the page comes to the front', () => {
  let awaited = true
  const look = vi.fn(() => Promise.resolve())
  const end = whileAwaited(() => awaited, look)
  vi.advanceTimersByTime(40_000)
  expect(look).toHaveBeenCalledTimes(2)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(look).toHaveBeenCalledTimes(3)
  awaited = false
  vi.advanceTimersByTime(60_000)
  expect(look).toHaveBeenCalledTimes(3)
  awaited = true
  end()
  vi.advanceTimersByTime(60_000)
  expect(look).toHaveBeenCalledTimes(3)
})
