import { ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const refreshCarried = vi.fn()
const keepFiles = vi.fn()
const sendChecks = vi.fn()
vi.mock('../../src/gate/offline/keeper', () => ({ openCarried: async () => undefined, refreshCarried }))
vi.mock('../../src/gate/offline/page', () => ({ keepFiles, namesOf: async () => ['assets/gate.js'] }))
vi.mock('../../src/gate/offline/queue', () => ({ openQueue: async () => undefined, sendChecks }))
vi.mock('../../src/gate/state/staff', () => ({ api: {}, signedIn: ref(true) }))

const { catchUp, startOffline } = await import('../../src/gate/offline/start')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks again soon for what a bad network stopped, each by itself, and no more than every two minutes once it came', async () => {
  refreshCarried.mockRejectedValueOnce(new Error('no network')).mockResolvedValue(undefined)
  keepFiles.mockRejectedValueOnce(new Error('no network')).mockRejectedValueOnce(new Error('no network')).mockResolvedValue(undefined)
  await startOffline()
  await vi.advanceTimersByTimeAsync(5_000)
  expect([refreshCarried.mock.calls.length, keepFiles.mock.calls.length]).toEqual([2, 2])
  await vi.advanceTimersByTimeAsync(100_000)
  expect([refreshCarried.mock.calls.length, keepFiles.mock.calls.length]).toEqual([2, 3])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(refreshCarried).toHaveBeenCalledTimes(3)
})

it('sends what waits while a list of ended codes is still on its way', async () => {
  sendChecks.mockClear()
  refreshCarried.mockReturnValueOnce(new Promise(() => undefined))
  void catchUp()
  await vi.advanceTimersByTimeAsync(0)
  expect(sendChecks).toHaveBeenCalledOnce()
})
