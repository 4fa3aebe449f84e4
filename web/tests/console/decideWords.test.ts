import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { valueOf } from '../../src/console/screens/decide/words'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('leaves the year away from days of this one, as it is in Beijing', () => {
  vi.setSystemTime(new Date('2020-12-31T17:00:00Z'))
  const read = (day: string) => valueOf('on', day, 'en', (code) => code)
  expect([read('2021-01-01'), read('2020-12-31')]).toEqual(['1 Jan', '31 Dec 2020'])
})
