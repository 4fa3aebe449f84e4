import { afterEach, expect, it, vi } from 'vitest'
import { addDays, clockTime, dayInWords, daysBetween, instantInWords, localBeside, policyDay } from '../../../src/shared/time/dates'

it.each([
  ['2020-03-11T15:59:59Z', '2020-03-11'],
  ['2020-03-11T16:00:00Z', '2020-03-12'],
])('%s is on the policy day %s', (instant, day) => {
  expect(policyDay(new Date(instant))).toBe(day)
})

it('says days as people do', () => {
  expect(dayInWords('2020-03-12', 'en', '2020-03-10')).toBe('Thursday 12 March')
  expect(dayInWords('2020-03-12', 'zh-CN', '2020-03-10')).toBe('3月12日星期四')
  expect(dayInWords('2019-12-31', 'en', '2020-03-10')).toBe('Tuesday 31 December 2019')
})

it('shows instants in Beijing time', () => {
  expect(clockTime(new Date('2020-03-11T16:05:09Z'), 'en', true)).toBe('00:05:09')
  expect(instantInWords('2020-03-11T16:05:00Z', 'zh-CN')).toContain('3月12日')
})

it('counts days across months', () => {
  expect(addDays('2020-02-28', 2)).toBe('2020-03-01')
  expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2)
})

afterEach(() => vi.restoreAllMocks())

it.each([
  ['Europe/Rome', '2020-03-10T09:00:00Z', '10:00'],
  ['Europe/Rome', '2020-03-10T18:00:00Z', '10 March 19:00'],
  ['Asia/Shanghai', '2020-03-10T18:00:00Z', ''],
])('names the day of the reader in %s at %s only where it is another one', (zone, instant, said) => {
  const known = Intl.DateTimeFormat.prototype.resolvedOptions
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (this: Intl.DateTimeFormat) {
    return { ...known.call(this), timeZone: zone }
  })
  const words = localBeside(instant, 'en') ?? ''
  expect(words.replace(/^\w+day | 2020/g, '')).toBe(said)
})
