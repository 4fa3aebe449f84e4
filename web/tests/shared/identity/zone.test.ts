import { describe, expect, it } from 'vitest'
import { readZone, zoneCheck, zoneRows } from '../../../src/shared/identity/zone'

const TODAY = '2026-11-23'
const PASSPORT = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const CARD = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<']

describe('a zone', () => {
  it('is read from the two lines of a passport', () => {
    const { zone, fault, parts } = readZone(PASSPORT.join('\n'), TODAY)
    expect(fault).toBeNull()
    expect(parts).toEqual({ number: 'good', birth: 'good', expiry: 'good', whole: 'good' })
    expect(zone).toEqual({
      name: 'Anna Maria Eriksson',
      number: 'L898902C3',
      issuer: null,
      nationality: null,
      birthDate: '1974-08-12',
      sex: 'female',
      expiresOn: '2012-04-15',
    })
  })

  it('is read from the three lines of a card', () => {
    const { zone, fault } = readZone(CARD.join('\n'), TODAY)
    expect([fault, zone?.number, zone?.birthDate]).toEqual([null, 'D23145890', '1974-08-12'])
  })

  it('names the country with two letters, Germany too', () => {
    const german = PASSPORT.map((row) => row.replace('UTO', 'D<<'))
    const { zone } = readZone(german.join('\n'), TODAY)
    expect([zone?.issuer, zone?.nationality]).toEqual(['DE', 'DE'])
  })

  it.each([
    ['number', 1],
    ['birth', 13],
    ['expiry', 21],
    ['whole', 30],
  ] as const)('tells that the %s was mistyped', (part, at) => {
    const low = PASSPORT[1]!
    const changed = low.slice(0, at) + (low[at] === '1' ? '2' : '1') + low.slice(at + 1)
    const { parts, fault, zone } = readZone(`${PASSPORT[0]}\n${changed}`, TODAY)
    expect([parts[part], fault, zone]).toEqual(['wrong', 'check', null])
  })

  it('checks each part as soon as it was typed', () => {
    const { parts, fault } = readZone(`${PASSPORT[0]}\n${PASSPORT[1]!.slice(0, 20)}`, TODAY)
    expect([parts.number, parts.birth, parts.expiry, fault]).toEqual(['good', 'good', 'open', 'form'])
  })

  it.each([
    ['pasted as one line', PASSPORT.join('')],
    ['with spaces and small letters', PASSPORT.join('\n').toLowerCase().replace(/<</g, '< <')],
    ['with full-width signs and quotes', PASSPORT.join('\n').replace(/<</g, '«').replace('P<', 'Ｐ＜')],
  ])('is the same %s', (_, text) => {
    expect(zoneRows(text)).toEqual(PASSPORT)
  })

  it('is refused with other characters, and when nothing was typed', () => {
    expect(readZone(PASSPORT.join('\n').replace('ANNA', 'ÄNNA'), TODAY).fault).toBe('character')
    expect(readZone('  \n', TODAY).fault).toBe('empty')
  })

  it('counts a year that has not come as one of the last century', () => {
    const body = 'L898902C36UTO300812'
    const low = `${body}${zoneCheck('300812')}F1204159ZE184226B<<<<<1`
    const digit = zoneCheck(low.slice(0, 10) + low.slice(13, 20) + low.slice(21, 43))
    expect(readZone(`${PASSPORT[0]}\n${low}${digit}`, TODAY).zone?.birthDate).toBe('1930-08-12')
  })
})
