import { describe, expect, it } from 'vitest'
import { better, findZone } from '../../../src/shared/identity/findZone'

const TODAY = '2026-11-23'
const TOP = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
const LOW = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'
const PASSPORT = `${TOP}\n${LOW}`
const VISIT = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6'
const CARD = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'

describe('the zone in what a picture was read as', () => {
  it.each([
    ['as printed', PASSPORT],
    ['small letters, spaces and quotation marks', PASSPORT.toLowerCase().replace(/<</g, ' « ')],
    ['with what is printed above and below', `PASSPORT UTOPIA\n12 AUG 1974\n\n${TOP}\n${LOW}\nIL`],
    ['O for 0 in a date', `${TOP}\n${LOW.replace('7408122', '74O8I22')}`],
    ['S and B in dates', `${TOP}\n${LOW.replace('1204159', '1204IS9').replace('7408122', '740B122')}`],
    ['0 for O in a country', `${TOP.replace('UTO', 'UT0')}\n${LOW.replace('UTO', 'UT0')}`],
    ['O for 0 and B for 8 in the number', `${TOP}\n${LOW.replace('L898902C3', 'L8989O2C3')}`],
    ['two look-alikes in the number', `${TOP}\n${LOW.replace('L898902C3', 'LB989O2C3')}`],
    ['I for 1 in the optional number', `${TOP}\n${LOW.replace('ZE184226B', 'ZEI84226B')}`],
    ['look-alikes in check digits', `${TOP}\n${LOW.replace(/10$/, 'IO')}`],
    ['digits in a name', `${TOP.replace('ERIKSSON', 'ER1K550N')}\n${LOW}`],
    ['fillers read as K, L and C', `${TOP.replace(/.{6}$/, 'KLC<L<')}\n${LOW.replace('<<<<<10', '<LC<K10')}`],
    ['the filler after P read as K', `${TOP.replace('P<', 'PK')}\n${LOW}`],
    ['a separator read as K', `${TOP.replace('N<<A', 'N<KA')}\n${LOW}`],
    ['fillers lost', `${TOP.slice(0, -5)}\n${LOW.replace('<<<<<10', '<<<10')}`],
    ['fillers too many', `${TOP}<<<\n${LOW.replace('<<<<<10', '<<<<<<<10')}`],
    ['a sign seen twice', `${TOP}\n${LOW.replace('9ZE', '97ZE')}`],
    ['a mark on the edge before both lines', `I${TOP}\nI${LOW}`],
    ['sex read as P', `${TOP}\n${LOW.replace('2F1', '2P1')}`],
  ])('%s', (_, heard) => {
    expect(findZone(heard, TODAY)).toMatchObject({ text: PASSPORT, sure: true })
  })

  it.each([
    ['two lines of 36', VISIT, VISIT],
    ['two lines of 36, misread', VISIT.replace('D23145', 'D23I45').replace('<<<<<<<6', '<<L<<<<G'), VISIT],
    ['three lines of 30', CARD, CARD],
    ['three lines of 30, misread', CARD.replace('D231458907', 'D23145B907').replace('7408122', '74O8122').replace('A<<<<<<<<<<', 'A<<<<CKL<<<'), CARD],
  ])('%s', (_, heard, text) => {
    expect(findZone(heard, TODAY)).toMatchObject({ text, sure: true })
  })

  it.each(['LEE<<K', 'BECK<<CLICK', 'KOCH<<CECIL<K', 'CLARK', 'LI<<WEI'])('leaves the name %s as it is', (name) => {
    const text = `P<UTO${name.padEnd(39, '<')}\n${LOW}`
    expect(findZone(text, TODAY)).toMatchObject({ text, sure: true })
  })

  it('is a guess where a digit is another digit', () => {
    const heard = `${TOP}\n${LOW.replace('7408122', '7409122')}`
    expect(findZone(heard, TODAY)).toMatchObject({ text: heard, sure: false })
  })

  it('is a guess where several readings of a number fit its check digit', () => {
    // The B at the end read as 8: the 8 in the middle weighs as much, either may be a letter.
    const heard = `${TOP}\n${LOW.replace('226B<', '2268<')}`
    expect(findZone(heard, TODAY)).toMatchObject({ text: heard, sure: false })
  })

  it.each([
    '',
    'PASSPORT\nUTOPIA',
    '<<<<\n1234567890',
    'OLO9ZPBLITGGLPOZLALZLBOYOLINGEDIOOGB\n33333233333OTHY1YNNYM055H1N1OIN<<<<<',
    'OLB9OOCVBL3ZGGLYOZLAZCLBOFYLOILN9EDCOGBGBI<<\n55353333353335555555Y7HV1NYNNYNOSSIHTHIOLNH<',
  ])('is not there in %j', (heard) => {
    expect(findZone(heard, TODAY)).toBeNull()
  })
})

describe('the line of names', () => {
  it.each([
    ['whole', PASSPORT, true],
    ['without one letter', PASSPORT.replace('MARIA', 'MARA'), false],
    ['with a sign too many', PASSPORT.replace('MARIA', 'MARIIA'), false],
    ['whole on a card', CARD, true],
    ['without one letter on a card', CARD.replace('MARIA', 'MARA'), false],
  ])('%s', (_, heard, exact) => {
    expect(findZone(heard, TODAY)).toMatchObject({ sure: true, exact })
  })
})

describe('the better of two findings', () => {
  const [guess, short, sure] = [
    { text: 'A', sure: false, exact: true },
    { text: 'B', sure: true, exact: false },
    { text: 'C', sure: true, exact: true },
  ]
  it.each([
    [null, guess, guess],
    [guess, null, guess],
    [guess, short, short],
    [short, guess, short],
    [short, sure, sure],
    [sure, short, sure],
    [short, { ...short }, { ...short, exact: true }],
    [{ ...guess, exact: false }, { ...guess, exact: false }, { ...guess, exact: false }],
    [null, null, null],
  ])('of %j and %j', (one, other, wanted) => {
    expect(better(one, other)).toEqual(wanted)
  })
})
