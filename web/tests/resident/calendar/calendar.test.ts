import { describe, expect, it } from 'vitest'
import type { HealthCode } from '../../../src/shared/api/types'
import { calendar, folded } from '../../../src/resident/calendar/state/calendar'
import { planned } from '../../../src/resident/calendar/state/planned'

const NOW = new Date('2020-04-10T04:00:00Z')
const say = (key: string) => key.split('.')[1]!
const code = (given: object) => ({ person_id: 'p1', scheme: 'domestic', holds: [], checkin: { required: false, done_today: false }, ...given }) as unknown as HealthCode
const short = (given: object) => planned(code(given), NOW, say).map(({ title, begins, dailyUntil }) => [title, begins.toISOString(), dailyUntil?.toISOString()])

describe('what is planned', () => {
  it('is nothing for a green code', () => {
    expect(short({})).toEqual([])
  })

  it('is a check-in each morning from tomorrow to the last day that clears', () => {
    const holds = [{ clears_on: '2020-04-15' }, { clears_on: '2020-04-12' }]
    expect(short({ checkin: { required: true, done_today: true }, holds })).toEqual([['checkin', '2020-04-11T01:00:00.000Z', '2020-04-15T15:59:59.000Z']])
  })

  it('is today while it is early, and two weeks where no day is known', () => {
    const entries = planned(code({ checkin: { required: true, done_today: false }, holds: [{ clears_on: null }] }), new Date('2020-04-09T23:00:00Z'), say)
    expect(entries.map(({ begins, dailyUntil }) => [begins.toISOString(), dailyUntil!.toISOString()])).toEqual([['2020-04-10T01:00:00.000Z', '2020-04-24T15:59:59.000Z']])
  })

  it('is the flight and a declaration every 24 hours before the latest instant', () => {
    const journey = { scheme: 'international', trip: { departs_at: '2020-04-20T10:00:00+02:00', flight_number: 'CA934' }, streak: { next_due_at: '2020-04-11T12:00:00+08:00' } }
    expect(short({ ...journey, required: true })).toEqual([
      ['flight', '2020-04-20T08:00:00.000Z', undefined],
      ['declare', '2020-04-11T02:00:00.000Z', '2020-04-20T08:00:00.000Z'],
    ])
    expect(short({ ...journey, required: false }).length).toBe(1)
  })
})

describe('a calendar file', () => {
  const text = calendar([{ uid: 'flight-p1', begins: NOW, lasts: 60, title: 'Flight CA934; Paris, Beijing', what: 'one\ntwo', reminds: 90, dailyUntil: NOW }], NOW)

  it('has an event with its rule, its alarm and escaped words', () => {
    for (const line of ['BEGIN:VCALENDAR', 'UID:flight-p1@kangma', 'DTSTART:20200410T040000Z', 'DURATION:PT60M', 'RRULE:FREQ=DAILY;UNTIL=20200410T040000Z', 'SUMMARY:Flight CA934\\; Paris\\, Beijing', 'DESCRIPTION:one\\ntwo', 'TRIGGER:-PT90M']) {
      expect(text.split('\r\n')).toContain(line)
    }
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
  })

  it('has no line of more than 75 octets, and no letter cut in two', () => {
    const line = `DESCRIPTION:${'每天一次，漏一天要重新数。'.repeat(8)}`
    const pieces = folded(line).split('\r\n')
    expect(Math.max(...pieces.map((piece) => new TextEncoder().encode(piece).length))).toBeLessThanOrEqual(75)
    expect(pieces.map((piece, at) => (at ? piece.slice(1) : piece)).join('')).toBe(line)
  })
})
