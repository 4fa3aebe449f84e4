import { describe, expect, it } from 'vitest'
import { countdown, dangers, deadlineOf, journeyOf, standingOf } from '../../../src/resident/traveller/state/journey'
import { ATTEMPTS, LONGEST_SIDE, fitted, kindOf } from '../../../src/resident/traveller/state/pictureSize'
import { type TripDraft, blankTrip, departureOf, draftOf, flightDay, flightNumber, tripFaults, tripForm } from '../../../src/resident/traveller/state/tripForm'
import { instantAt, wallTime } from '../../../src/resident/traveller/state/wallTime'
import type { Airport, HealthCode, Trip } from '../../../src/shared/api/types'
import { aCode, aTrip } from '../../support/shapes'

const NOW = new Date('2026-11-23T04:00:00Z')
const MILAN: Airport = { code: 'MXP', name: 'Malpensa', city: 'Milan', country: 'IT', countries: ['IT'], timezone: 'Europe/Rome' }
const SHANGHAI: Airport = { code: 'PVG', name: 'Pudong', city: 'Shanghai', country: 'CN', countries: ['CN'], timezone: 'Asia/Shanghai' }

const trip = (departs_on: string): Trip => aTrip({ departs_at: `${departs_on}T12:20:00+01:00`, departs_on, departure: MILAN, arrival: SHANGHAI })

const code = (changes: Partial<HealthCode> = {}): HealthCode =>
  aCode({
    scheme: 'international',
    streak: { days: 4, since: '2026-11-20', last_at: '2026-11-23T01:00:00Z', next_due_at: '2026-11-24T01:00:00Z' },
    trip: trip('2026-12-04'),
    risks: [],
    ...changes,
  })

const states = (given: HealthCode, now = NOW) => journeyOf(given, now).marks.map((mark) => mark.state[0]).join('')

describe('where a journey stands', () => {
  const risk = (kind: 'lapsed' | 'unhealthy' | 'photos_missing') => ({ kind, text: '', earliest_boarding_on: null })
  const free = { required: false, colour: 'green', boardable: false } as const

  it.each([
    ['ready', { boardable: true, colour: 'green' }],
    ['expired', { boardable: true, expired: true, colour: 'green' }],
    ['closed', { closed: true }],
    ['first', { colour: null, risks: [risk('lapsed'), risk('photos_missing')] }],
    ['colour', { colour: 'yellow', risks: [risk('unhealthy')] }],
    ['cannot', { colour: 'green', risks: [risk('lapsed'), risk('photos_missing')] }],
    ['photos', { ...free, risks: [risk('photos_missing')] }],
    ['photos', { required: true, colour: 'green', earliest_boarding_on: '2020-05-01', risks: [risk('photos_missing')] }],
    ['days', { required: true, colour: 'green', earliest_boarding_on: '2999-05-01', risks: [risk('photos_missing')] }],
    ['days', { required: true, colour: 'green' }],
    ['once', free],
    ['days', { ...free, trip: null }],
  ] as const)('is %s', (expected, changes) => {
    expect(standingOf(code({ boardable: false, ...changes } as Partial<HealthCode>))).toBe(expected)
  })

  it('is in no danger for want of photos, nor before the first declaration', () => {
    expect(dangers(code({ colour: 'green', risks: [risk('photos_missing')] }))).toEqual([])
    expect(dangers(code({ colour: null, risks: [risk('lapsed')] }))).toEqual([])
    expect(dangers(code({ colour: 'green', risks: [risk('lapsed')] })).map(({ kind }) => kind)).toEqual(['lapsed'])
  })
})

describe('the fourteen marks', () => {
  it('end the day before the flight and show what the chain has covered', () => {
    const journey = journeyOf(code(), NOW)
    expect([journey.marks[0]!.day, journey.marks[13]!.day, journey.flightOn]).toEqual(['2026-11-20', '2026-12-03', '2026-12-04'])
    expect(states(code())).toBe('ddddoooooooooo')
    expect(journey.marks.filter((mark) => mark.today).map((mark) => mark.day)).toEqual(['2026-11-23'])
    expect([journey.done, journey.beginsIn, journey.basis]).toEqual([4, 0, 'ticket'])
  })

  it('are today by the Beijing day, wherever the traveller is', () => {
    const late = new Date('2026-11-23T17:00:00Z')
    expect(journeyOf(code(), late).marks.find((mark) => mark.today)?.day).toBe('2026-11-24')
  })

  it('show days before a chain that began late, and all days of a broken one, as missed', () => {
    expect(states(code({ trip: trip('2026-12-01') }))).toBe('mmmddddooooooo')
    expect(states(code({ expired: true, streak: { days: 0, since: null, last_at: '2026-11-21T01:00:00Z', next_due_at: null } }))).toBe('mmmooooooooooo')
  })

  it('have not begun for a flight far away', () => {
    expect(journeyOf(code({ trip: trip('2026-12-20') }), NOW)).toMatchObject({ beginsIn: 13, done: 0 })
  })

  it('lead without a flight to the first day that the streak allows', () => {
    expect(journeyOf(code({ trip: null }), NOW)).toMatchObject({ flightOn: '2026-12-04', basis: 'streak', done: 4 })
    const none = code({ trip: null, streak: { days: 0, since: null, last_at: null, next_due_at: null } })
    expect(journeyOf(none, NOW)).toMatchObject({ flightOn: '2026-12-07', done: 0 })
  })

  it('ask nothing of days before the rule came', () => {
    const early = new Date('2020-04-10T04:00:00Z')
    const streak = { days: 3, since: '2020-04-08', last_at: '2020-04-10T01:00:00Z', next_due_at: '2020-04-11T01:00:00Z' }
    expect(states(code({ trip: trip('2020-04-12'), streak }), early)).toBe('ffffffffffdddo')
  })
})

describe('the next deadline', () => {
  it.each([
    ['2026-11-23T04:00:00Z', 'calm'],
    ['2026-11-23T11:00:01Z', 'due'],
    ['2026-11-23T23:00:01Z', 'urgent'],
    ['2026-11-24T01:00:00Z', 'over'],
  ])('at %s is %s', (at, urgency) => {
    expect(deadlineOf(code(), new Date(at))?.urgency).toBe(urgency)
  })

  it('is none when nothing was declared or the journey is over', () => {
    expect(deadlineOf(code({ closed: true }), NOW)).toBeNull()
    expect(deadlineOf(code({ streak: { days: 0, since: null, last_at: null, next_due_at: null } }), NOW)).toBeNull()
  })

  it('is counted in hours, minutes and seconds', () => {
    expect(countdown(3 * 3600_000 + 61_000)).toEqual({ hours: 3, minutes: 1, seconds: 1 })
  })
})

describe('times on the wall of an airport', () => {
  it.each([
    ['2026-12-04', '12:20', 'Europe/Rome', '2026-12-04T12:20:00+01:00'],
    ['2026-07-04', '12:20', 'Europe/Rome', '2026-07-04T12:20:00+02:00'],
    ['2026-12-04', '23:55', 'America/New_York', '2026-12-04T23:55:00-05:00'],
    ['2026-12-04', '08:00', 'Asia/Kathmandu', '2026-12-04T08:00:00+05:45'],
    ['2026-12-04', '08:00', 'Pacific/Kiritimati', '2026-12-04T08:00:00+14:00'],
    // Clocks skip from 2 to 3 on 29 March, and show 2 to 3 twice on 25 October.
    ['2026-03-29', '02:30', 'Europe/Rome', '2026-03-29T02:30:00+01:00'],
    ['2026-10-25', '02:30', 'Europe/Rome', '2026-10-25T02:30:00+02:00'],
    ['2026-03-29', '03:30', 'Europe/Rome', '2026-03-29T03:30:00+02:00'],
  ])('%s %s in %s', (day, time, zone, instant) => {
    expect(instantAt(day, time, zone)).toBe(instant)
  })

  it('go back to what was typed', () => {
    expect(wallTime('2026-12-04T12:20:00+01:00', 'Europe/Rome')).toEqual({ day: '2026-12-04', time: '12:20' })
    expect(wallTime('2026-12-04T23:20:00-05:00', 'Asia/Shanghai')).toEqual({ day: '2026-12-05', time: '12:20' })
  })
})

const typed = (changes: Partial<TripDraft> = {}): TripDraft => ({
  ...blankTrip(),
  ticketed: 'yes',
  from: 'IT',
  flight: 'ca 0950',
  airport: MILAN,
  day: '2026-12-04',
  time: '12:20',
  destination: SHANGHAI,
  ...changes,
})

describe('a trip', () => {
  it('is sent with the offset of its airport and one spelling of the flight', () => {
    expect(tripForm(typed({ changes: [{ country: 'FR', left: 'no' }] }))).toEqual({
      ticketed: true,
      departs_at: '2026-12-04T12:20:00+01:00',
      from_country: 'IT',
      transit: [{ country: 'FR', left_airport: false }],
      destination: 'PVG',
      flight_number: 'CA950',
      departure_airport: 'MXP',
    })
  })

  it('needs only an expected day without a ticket', () => {
    const draft = typed({ ticketed: 'no', flight: 'left over', airport: null, time: '' })
    expect(tripFaults(draft, NOW)).toEqual({})
    expect(tripForm(draft)).toEqual({ ticketed: false, departs_at: '2026-12-04', from_country: 'IT', transit: [], destination: 'PVG' })
  })

  it('is shown again as it was typed', () => {
    expect(draftOf(trip('2026-12-04'))).toEqual(typed({ flight: 'CA950' }))
    expect(draftOf({ ...trip('2026-12-04'), ticketed: false, departs_at: '2026-12-04T23:59:59+08:00', departure: null, flight_number: null })).toMatchObject({ ticketed: 'no', day: '2026-12-04', time: '' })
  })

  it('counts by the Beijing day of its departure', () => {
    expect(flightDay(typed({ time: '18:00' }))).toBe('2026-12-05')
    expect(departureOf(typed({ time: '' }))).toBeNull()
  })

  it.each<[string, Partial<TripDraft>, string[]]>([
    ['no answer about the ticket', { ticketed: null }, ['ticketed']],
    ['no country', { from: '' }, ['from_country']],
    ['a change without country or answer', { changes: [{ country: '', left: null }] }, ['transit.0.country', 'transit.0.left_airport']],
    ['no flight number', { flight: ' ' }, ['flight_number']],
    ['a flight number that cannot be', { flight: 'FLIGHT 12345' }, ['flight_number']],
    ['no airport', { airport: null }, ['departure_airport']],
    ['an airport off the way', { from: 'FR' }, ['departure_airport']],
    ['no time', { time: '' }, ['departs_at.time']],
    ['no day', { day: '' }, ['departs_at']],
    ['a flight that has left', { day: '2026-11-23', time: '04:59' }, ['departs_at']],
    ['a day that has passed everywhere', { day: '2026-11-21', time: '', airport: null }, ['departure_airport', 'departs_at', 'departs_at.time']],
    ['no time on Beijing’s yesterday', { day: '2026-11-22', time: '' }, ['departs_at.time']],
    ['no destination', { destination: null }, ['destination']],
    ['an expected day that has passed', { ticketed: 'no', day: '2026-11-22' }, ['departs_at']],
  ])('is not sent with %s', (_, changes, fields) => {
    expect(Object.keys(tripFaults(typed(changes), NOW))).toEqual(fields)
  })

  it('takes the airport of a country that is only passed through', () => {
    expect(tripFaults(typed({ from: 'FR', changes: [{ country: 'IT', left: 'no' }] }), NOW)).toEqual({})
  })

  it('says in the list of all faults which of them it is', () => {
    const said = Object.values(tripFaults({ ...blankTrip(), ticketed: 'yes', changes: [{ country: '', left: null }] }, NOW))
    expect(new Set(said).size).toBe(said.length)
  })

  it.each([
    ['ca 0982', 'CA982'],
    ['MU-5736', 'MU5736'],
    ['3U8888', '3U8888'],
    ['CCA982A', 'CCA982A'],
    ['CA0000', null],
    ['982', null],
    ['CA12345', null],
  ])('writes the flight %s as %s', (given, plain) => {
    expect(flightNumber(given)).toBe(plain)
  })
})

describe('a photo', () => {
  it('keeps its shape when it is made smaller and is never made larger', () => {
    expect(fitted(8000, 6000, LONGEST_SIDE)).toEqual({ width: 2600, height: 1950 })
    expect(fitted(800, 600, LONGEST_SIDE)).toEqual({ width: 800, height: 600 })
  })

  it('is tried with less and less until the last attempt fits by any measure', () => {
    const last = ATTEMPTS.at(-1)!
    // A byte a pixel is more than any JPEG of that quality takes.
    expect(last.side * last.side).toBeLessThan(1_500_000)
  })

  it.each([
    [[0xff, 0xd8, 0xff, 0xe0], 'photo'],
    [[0x89, 0x50, 0x4e, 0x47], 'photo'],
    [[...'RIFF0000WEBP'].map((sign) => sign.charCodeAt(0)), 'photo'],
    [[...'0000ftypheic'].map((sign) => sign.charCodeAt(0)), 'heic'],
    [[...'%PDF-1.7'].map((sign) => sign.charCodeAt(0)), 'notPhoto'],
    [[...'<svg xmlns'].map((sign) => sign.charCodeAt(0)), 'notPhoto'],
    [[], 'empty'],
  ])('is known by its first bytes %#', (bytes, kind) => {
    expect(kindOf(new Uint8Array(bytes))).toBe(kind)
  })
})
