import { expect, it } from 'vitest'
import type { Challenge } from '../../../src/shared/api/generated'
import { challengeOf, waitOf } from '../../../src/shared/api/loginCodes'

const NOW = Date.parse('2020-03-10T04:00:00Z')
const asked = (resend_after: string) => challengeOf({ challenge_id: 'c1', resend_after } as Challenge, '+8613800138000', 'sms', NOW)

it.each([
  ['2020-03-10T04:01:00Z', 60],
  ['2020-03-10T03:59:00Z', 0],
  // A wrong clock on the phone must not lock the button for hours.
  ['2020-03-10T09:00:00Z', 600],
])('another message may be asked for when the API says so: %s', (instant, seconds) => {
  const challenge = asked(instant)
  expect(waitOf(challenge, new Date(NOW))).toBe(seconds)
  expect(waitOf(challenge, new Date(NOW + 601_000))).toBe(0)
  expect(challenge).toMatchObject({ id: 'c1', phone: '+8613800138000', via: 'sms', expires: NOW + 300_000 })
})

it('who asked for none waits for nothing', () => {
  expect(waitOf(null, new Date(NOW))).toBe(0)
})
