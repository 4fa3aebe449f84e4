import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startServiceWorker } from '../../../src/shared/device/serviceWorker'

class Worker extends EventTarget {
  state = 'installing'

  become(state: string): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

const register = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubEnv('PROD', true)
  vi.stubGlobal('navigator', { serviceWorker: { register } })
  register.mockReset()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

async function opened(): Promise<void> {
  startServiceWorker()
  dispatchEvent(new Event('load'))
  await vi.advanceTimersByTimeAsync(1_500)
}

it('registers one that is there already once', async () => {
  register.mockResolvedValue({ active: new Worker() })
  await opened()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(register).toHaveBeenCalledTimes(1)
})

it('registers again what a bad network stopped half way, until it is there', async () => {
  const [stopped, whole] = [new Worker(), new Worker()]
  register.mockRejectedValueOnce(new Error('no network'))
  register.mockResolvedValueOnce({ installing: stopped }).mockResolvedValueOnce({ installing: whole })
  await opened()
  await vi.advanceTimersByTimeAsync(5_000)
  stopped.become('redundant')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(register).toHaveBeenCalledTimes(3)
  whole.become('activated')
  await vi.advanceTimersByTimeAsync(600_000)
  expect(register).toHaveBeenCalledTimes(3)
})
