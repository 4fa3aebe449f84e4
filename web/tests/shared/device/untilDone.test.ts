import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { untilDone } from '../../../src/shared/device/untilDone'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('waits longer and longer, at most a minute, through failures and answers of no, and stops when done', async () => {
  const times: number[] = []
  const start = Date.now()
  const step = async () => {
    times.push(Date.now() - start)
    if (times.length % 2) throw new Error('no network')
    return times.length >= 8
  }
  void untilDone(step)
  await vi.advanceTimersByTimeAsync(900_000)
  expect(times.map((time) => time / 1_000)).toEqual([0, 5, 15, 35, 75, 135, 195, 255])
})
