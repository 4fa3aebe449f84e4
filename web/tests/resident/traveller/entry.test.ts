import { describe, expect, it } from 'vitest'
import { type EntryDraft, type EntryFor, ageOn, blankEntry, entryFaults, entryForm, entryStepOf, entrySteps, knownEntry, takeZone } from '../../../src/resident/traveller/state/entry'
import { filerRules, mayFile, undeclaredReason } from '../../../src/resident/traveller/state/family'
import { blankSettings, preferencesOf, quietHours, settingsFaults, timeZones, chosenChannels, moved, withBound } from '../../../src/resident/traveller/state/settings'
import type { Preferences } from '../../../src/shared/api/types'
import type { HealthCode, Person } from '../../../src/shared/api/types'
import { aPerson } from '../../support/shapes'
import { zoneCheck } from '../../../src/shared/identity/zone'
import { addDays, policyDay } from '../../../src/shared/time/dates'

const ME: EntryFor = { relation: 'self', scheme: 'international' }
const CHILD: EntryFor = { relation: 'dependant', scheme: 'international' }

function zone(expires: string): string {
  const [number, birth, expiry] = ['E12345678', '900101', expires]
  const low = `${number}${zoneCheck(number)}CHN${birth}${zoneCheck(birth)}F${expiry}${zoneCheck(expiry)}${'<'.repeat(14)}0`
  const whole = zoneCheck(low.slice(0, 10) + low.slice(13, 20) + low.slice(21, 43))
  return `${'P<CHNZHANG<<SAN'.padEnd(44, '<')}\n${low}${whole}`
}

const passport = (changes: Partial<EntryDraft> = {}): EntryDraft => ({ ...blankEntry(), type: 'passport', zone: zone('990101'), ...changes })
const card = (changes: Partial<EntryDraft> = {}): EntryDraft => ({ ...blankEntry(), type: 'id_card', number: '11010519491231002X', name: '张三', ...changes })

describe('the way into a journey', () => {
  it('is short with an ID card, whose number says the rest', () => {
    expect(entrySteps(card(), ME)).toEqual(['entry', 'name', 'number', 'review'])
  })

  it('says what is to be chosen where nothing is', () => {
    expect([entryFaults('reason', blankEntry(), CHILD), entryFaults('entry', blankEntry(), CHILD)]).toEqual([
      { dependant_reason: 'entry.chooseReason' },
      { 'document.type': 'entry.chooseDocument' },
    ])
  })

  it('asks with a passport for the zone, or without one for what it would say', () => {
    const read = passport()
    takeZone(read)
    expect(entrySteps(read, ME)).toEqual(['entry', 'zone', 'name', 'review'])
    expect(entrySteps(passport({ zone: 'P<CHN' }), ME)).toEqual(['entry', 'zone', 'name', 'review'])
    expect(entrySteps(passport({ noZone: true }), ME)).toEqual(['entry', 'zone', 'name', 'number', 'details', 'review'])
    expect(entrySteps(passport({ type: 'taiwan_permit' }), ME)).toEqual(['entry', 'name', 'number', 'details', 'review'])
  })

  it('asks for what a zone leaves open', () => {
    const stateless = passport({ zone: zone('990101').replaceAll('CHN', 'XXA') })
    takeZone(stateless)
    expect(entrySteps(stateless, ME)).toContain('details')
  })

  it('asks for a dependant why, and for a code at home where they live', () => {
    expect(entrySteps(card(), CHILD)[0]).toBe('reason')
    expect(entrySteps(card(), { relation: 'dependant', scheme: 'domestic' })).toContain('residence')
  })

  it('asks somebody known only for the number', () => {
    const known = aPerson({ name: '张三', document: { type: 'id_card', last4: '002X' } })
    expect(entrySteps({ ...blankEntry(), ...knownEntry(known) }, { ...ME, known })).toEqual(['number', 'review'])
  })

  it('takes from the zone what it says', () => {
    const draft = passport()
    takeZone(draft)
    expect(draft).toMatchObject({ name: 'San Zhang', number: 'E12345678', country: 'CN', nationality: 'CN', birthDate: '1990-01-01', sex: 'female', expiresOn: '2099-01-01' })
    expect(entryFaults('review', draft, ME)).toEqual({})
    expect(entryForm(draft, ME)).toEqual({
      entry: 'passport',
      scheme: 'international',
      relation: 'self',
      name: 'San Zhang',
      birth_date: '1990-01-01',
      sex: 'female',
      nationality: 'CN',
      document: { type: 'passport', number: 'E12345678', country: 'CN', expires_on: '2099-01-01', zone: zone('990101').split('\n') },
    })
  })

  it('finds what was typed and differs from the zone', () => {
    const draft = passport()
    takeZone(draft)
    Object.assign(draft, { number: 'E12345679', birthDate: '1990-01-02' })
    expect(entryFaults('review', draft, ME)).toEqual({ 'document.number': 'entry.zone.disagrees', birth_date: 'entry.zone.disagrees' })
  })

  it('refuses expired documents and births to come', () => {
    expect(entryFaults('zone', passport({ zone: zone('200101') }), ME)).toEqual({ 'document.zone': 'entry.expired' })
    const late = passport({ noZone: true, country: 'CN', nationality: 'CN', sex: 'male', birthDate: addDays(policyDay(), 1), expiresOn: addDays(policyDay(), -1) })
    expect(entryFaults('details', late, ME)).toEqual({ birth_date: 'entry.birthFuture', 'document.expires_on': 'entry.expired' })
  })

  it('sends a card without what its number says', () => {
    expect(entryForm(card(), ME)).toEqual({ entry: 'id_card', scheme: 'international', relation: 'self', name: '张三', document: { type: 'id_card', number: '11010519491231002X' } })
  })

  it('takes as a child only who is 12 or under, by the number or the birth date', () => {
    const born = (years: number, days = 0) => addDays(`${Number(policyDay().slice(0, 4)) - years}${policyDay().slice(4)}`, days)
    const child = (birthDate: string) => passport({ type: 'taiwan_permit', reason: 'child', birthDate })
    expect(entryFaults('review', child(born(13)), CHILD)).toEqual({ dependant_reason: 'entry.childTooOld' })
    expect(entryFaults('review', child(born(13, 1)), CHILD)).toEqual({})
    expect(entryFaults('number', card({ reason: 'child' }), CHILD)).toEqual({ 'document.number': 'entry.childTooOld' })
    expect(entryFaults('review', card({ reason: 'child' }), CHILD)).toEqual({ dependant_reason: 'entry.childTooOld' })
    expect(entryFaults('review', card({ reason: 'elderly' }), CHILD)).toEqual({})
  })

  it('counts an age from the beginning of the birthday', () => {
    expect([ageOn('2014-11-23', '2026-11-23'), ageOn('2014-11-24', '2026-11-23')]).toEqual([12, 11])
  })

  it('leads a refusal to its step', () => {
    expect(['document.zone', 'birth_date', 'entry', 'relation'].map(entryStepOf)).toEqual(['zone', 'details', 'entry', 'review'])
  })
})

describe('who may file for others', () => {
  const now = new Date('2026-11-23T04:00:00Z')
  const own = (changes: Partial<Person> = {}) => aPerson({ schemes: ['international'], ...changes })
  const code = (due: string | null, colour: HealthCode['colour'] = 'green') =>
    ({ colour, expired: false, streak: { days: 1, since: null, last_at: null, next_due_at: due } }) as unknown as HealthCode

  it.each([
    ['certified, declared within 24 h', own(), code('2026-11-23T04:00:00Z'), 9, true],
    ['a second too late', own(), code('2026-11-23T03:59:59Z'), 0, false],
    ['at home with an old declaration', own({ schemes: ['domestic'] }), code(null), 0, true],
    ['at home without any', own({ schemes: ['domestic'] }), code(null, null), 0, false],
    ['by passport', own({ entry: 'passport' }), code('2026-11-24T04:00:00Z'), 0, false],
    ['not certified yet', own({ certification: 'pending' }), code('2026-11-24T04:00:00Z'), 0, false],
    ['with ten already', own(), code('2026-11-24T04:00:00Z'), 10, false],
    ['nobody', undefined, undefined, 0, false],
  ])('%s', (_, person, given, count, may) => {
    expect(mayFile(filerRules(person, given, count, now))).toBe(may)
  })

  it('is told that the last declaration is too old only where there has been one', () => {
    const code = { scheme: 'international', colour: 'green' } as HealthCode
    expect(undeclaredReason(code)).toBe('declaredLately')
    expect(undeclaredReason({ ...code, colour: null })).toBe('declared')
    expect(undeclaredReason(undefined)).toBe('declared')
  })
})

describe('quiet hours', () => {
  it('are sent with their zone, or as none', () => {
    const form = { ...blankSettings(), quiet: true, timezone: 'Europe/Rome' }
    expect(quietHours(form)).toEqual({ from: '22:00', until: '07:00', timezone: 'Europe/Rome' })
    expect(quietHours({ ...form, quiet: false })).toBeNull()
  })

  it.each([
    ['22:00', '07:00', []],
    ['08:00', '08:00', ['quiet_hours.until']],
    ['08:00', '05:00', ['quiet_hours.until']],
    ['', '07:00', ['quiet_hours.from']],
  ])('from %s until %s', (from, until, fields) => {
    expect(Object.keys(settingsFaults({ ...blankSettings(), quiet: true, from, until }))).toEqual(fields)
  })

  it.each([
    ['', '07:00', { 'quiet_hours.from': 'settings.fromNeeded' }],
    ['22:00', '', { 'quiet_hours.until': 'settings.untilNeeded' }],
    ['', '', { 'quiet_hours.from': 'settings.fromNeeded', 'quiet_hours.until': 'settings.untilNeeded' }],
  ])('from "%s" until "%s" say which end is missing', (from, until, said) => {
    expect(settingsFaults({ ...blankSettings(), quiet: true, from, until })).toEqual(said)
  })

  it('are shown as they are kept', () => {
    const known: Preferences = { language: 'en', sms: false, channels: ['email'], available_channels: ['sms', 'email'], push_key: null, push_here: false, wechat_left: null, quiet_hours: { from: '21:00', until: '06:00', timezone: 'Asia/Tokyo' }, default_quiet_hours: null, email: null }
    expect(preferencesOf(known)).toMatchObject({ order: ['email', 'sms'], on: ['email'], quiet: true, from: '21:00', timezone: 'Asia/Tokyo', changed: false })
  })

  it('keep an unsaved order when another way was bound meanwhile', () => {
    const known: Preferences = { language: 'en', sms: true, channels: ['sms', 'email'], available_channels: ['sms', 'email'], push_key: null, push_here: false, wechat_left: null, quiet_hours: null, default_quiet_hours: null, email: 'a' }
    expect(withBound({ ...blankSettings(), order: ['sms'], on: [] }, known)).toEqual({ order: ['sms', 'email'], on: ['email'] })
    expect(withBound(blankSettings(), known)).toEqual({ order: ['sms', 'email'], on: ['sms', 'email'] })
  })

  it('move one place at a time and never off the list', () => {
    expect(moved(['sms', 'email'], 'email', -1)).toEqual(['email', 'sms'])
    expect(moved(['sms', 'email'], 'sms', -1)).toEqual(['sms', 'email'])
    expect(moved(['sms', 'email'], 'email', 1)).toEqual(['sms', 'email'])
    expect(chosenChannels({ ...blankSettings(), order: ['email', 'sms'], on: ['sms', 'email'] })).toEqual(['email', 'sms'])
  })

  it('offer Beijing and the kept zone first', () => {
    const zones = timeZones('Asia/Tokyo', 'Beijing time', 'this phone').map(({ value }) => value)
    expect(zones.slice(0, 3)).toContain('Asia/Tokyo')
    expect(zones.filter((zone) => zone === 'Asia/Shanghai')).toHaveLength(1)
  })
})
