import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchIdle } from '../../../src/resident/kiosk/state/idle'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const watch = () => {
  const told: string[] = []
  const end = watchIdle({ askAfter: 3000, goneAfter: 5000, ask: (seconds) => told.push(`ask ${seconds}`), stay: () => told.push('stay'), gone: () => told.push('gone') })
  return { told, end }
}

it('asks, counts down, and says that nobody is there', () => {
  const { told, end } = watch()
  vi.advanceTimersByTime(5000)
  expect(told).toEqual(['ask 2', 'ask 1', 'gone'])
  end()
})

it('begins anew with any sign of somebody', () => {
  const { told, end } = watch()
  vi.advanceTimersByTime(4000)
  dispatchEvent(new Event('pointerdown'))
  vi.advanceTimersByTime(2000)
  expect(told).toEqual(['ask 2', 'ask 1', 'stay'])
  end()
  vi.advanceTimersByTime(60_000)
  expect(told).not.toContain('gone')
})
