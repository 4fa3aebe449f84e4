import { describe, expect, it } from 'vitest'
import { readZone, sameBirth, zoneCheck, zoneRows } from '../../../src/shared/identity/zone'

const TODAY = '2026-11-23'
const PASSPORT = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const CARD = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<']
const MIDDLE = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']

/** A passport's two lines with right check digits. */
function passport({ born = '740812', nationality = 'UTO', expires = '301231' }): string {
  const number = `L898902C3${zoneCheck('L898902C3')}`
  const [birth, end] = [born + zoneCheck(born), expires + zoneCheck(expires)]
  const optional = '<'.repeat(15)
  return `${PASSPORT[0]}\n${number}${nationality}${birth}F${end}${optional}${zoneCheck(number + birth + end + optional)}`
}

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
      born: '740812',
      sex: 'female',
      expiresOn: '2012-04-15',
      stateless: false,
    })
  })

  it('is read from the three lines of a card', () => {
    const { zone, fault } = readZone(CARD.join('\n'), TODAY)
    expect([fault, zone?.number, zone?.birthDate]).toEqual([null, 'D23145890', '1974-08-12'])
  })

  it.each([
    ['a card', CARD],
    ['the middle form', MIDDLE],
    ['a passport', PASSPORT],
  ])('may lack the fillers at the end of the lines of %s', (_, rows) => {
    expect(readZone(rows.map((row) => row.replace(/<+$/, '')).join('\n'), TODAY)).toEqual(readZone(rows.join('\n'), TODAY))
  })

  it.each(['D231458907', 'D23145890734', 'D23145890734567'])('of the middle form may have the number %s', (number) => {
    const low = `${number.slice(0, 9)}<UTO7408122F1204159${number.slice(9)}${zoneCheck(number)}`.padEnd(35, '<')
    const whole = zoneCheck(low.slice(0, 10) + low.slice(13, 20) + low.slice(21))
    expect(readZone(`${MIDDLE[0]}\n${low}${whole}`, TODAY).zone?.number).toBe(number)
  })

  it.each([
    ['74<<<<', '1974-03-09', '1975-03-09'],
    ['7408<<', '1974-08-30', '1974-09-30'],
    ['<<<<<<', '1999-01-01', null],
  ])('that prints %s knows no more of the birth date', (born, same, other) => {
    const { zone } = readZone(passport({ born }), TODAY)
    expect([zone?.birthDate, zone?.born]).toEqual([null, born])
    expect(sameBirth(born, same)).toBe(true)
    if (other) expect(sameBirth(born, other)).toBe(false)
  })

  it.each(['74<8<<', '<<<<32', '741300'])('with the birth date %s is refused', (born) => {
    expect(readZone(passport({ born }), TODAY).fault).toBe('date')
  })

  it.each(['XXA', 'XXB', 'XXC', 'XXX'])('with %s says that there is no nationality', (nationality) => {
    const { zone } = readZone(passport({ nationality, expires: '<<<<<<' }), TODAY)
    expect([zone?.stateless, zone?.nationality, zone?.expiresOn]).toEqual([true, null, null])
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
