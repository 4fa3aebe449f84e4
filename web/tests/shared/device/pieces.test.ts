import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { persistently, reloadForPiece } from '../../../src/shared/device/pieces'

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
  expect(load).toHaveBeenCalledTimes(6)
})

describe('loading the page again for a piece', () => {
  const reload = vi.fn()
  beforeEach(() => {
    sessionStorage.clear()
    vi.stubGlobal('location', { pathname: '/', reload })
    reload.mockClear()
  })
  afterEach(() => void vi.unstubAllGlobals())

  it('happens when the network works, and not again within a minute', async () => {
    vi.stubGlobal('fetch', async () => new Response('page'))
    await reloadForPiece()
    await reloadForPiece()
    expect(reload).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(61_000)
    await reloadForPiece()
    expect(reload).toHaveBeenCalledTimes(2)
  })

  it('does not happen while the page itself cannot be reached', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new Error('no network')))
    await reloadForPiece()
    vi.stubGlobal('fetch', async () => new Response('', { status: 503 }))
    await reloadForPiece()
    expect(reload).not.toHaveBeenCalled()
  })
})
