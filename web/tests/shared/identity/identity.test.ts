import { describe, expect, it } from 'vitest'
import { documentFault, hasResidentForm } from '../../../src/shared/identity/documents'
import { checkResidentId, tidyNumber, wrongSoFar } from '../../../src/shared/identity/residentId'

const TODAY = '2020-03-12'

describe('a resident ID number', () => {
  it.each([
    ['11010519491231002X', 'id_card', '1949-12-31', 'female'],
    ['440524188001010014', 'id_card', '1880-01-01', 'male'],
    ['810000199408230021', 'residence_permit', '1994-08-23', 'female'],
    ['830000199201300022', 'residence_permit', '1992-01-30', 'female'],
  ] as const)('%s is right and says birth date and sex', (number, kind, birthDate, sex) => {
    expect(checkResidentId(number, kind, TODAY)).toEqual({ ok: true, birthDate, sex })
  })

  it.each([
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'length'],
    ['11010519491231O02X', 'characters'],
    ['X10105194912310021', 'characters'],
    ['910105194912310021', 'address'],
    ['11010519490231002X', 'birth'],
    ['110105202003130021', 'birth'],
    ['110105194912310021', 'check'],
    ['110105194912310012', 'check'],
  ])('%s is wrong in its %s', (number, part) => {
    expect(checkResidentId(number, 'id_card', TODAY)).toEqual({ ok: false, part })
  })

  it('finds every single wrong digit', () => {
    const right = '11010519491231002X'
    for (let at = 0; at < 17; at += 1) {
      const digit = (Number(right[at]) + 1) % 10
      const wrong = right.slice(0, at) + digit + right.slice(at + 1)
      expect(checkResidentId(wrong, 'id_card', TODAY).ok).toBe(false)
    }
  })

  it('of a permit has its own three address codes', () => {
    expect(checkResidentId('11010519491231002X', 'residence_permit', TODAY)).toEqual({ ok: false, part: 'address' })
  })
})

describe('while it is being typed', () => {
  it.each([
    ['', null],
    ['110105', null],
    ['910105', 'address'],
    ['110105194913', null],
    ['11010519491331', 'birth'],
    ['1101051949123100a', 'characters'],
    ['11010519491231002X', null],
    ['110105194912310021', 'check'],
    ['11010519491231002X1', 'length'],
  ])('%s: %s', (typed, part) => {
    expect(wrongSoFar(typed, 'id_card', TODAY)).toBe(part)
  })
})

it('takes numbers as people type them', () => {
  expect(tidyNumber(' １１０１０５ 19491231-002x ')).toBe('11010519491231002X')
})

describe('other documents', () => {
  it.each([
    ['passport', 'E12345678', null],
    ['passport', 'E1', 'form'],
    ['passport', '', 'empty'],
    ['foreign_permanent', 'USA123456789012', null],
    ['foreign_permanent', 'US123456789012', 'form'],
    ['foreign_permanent', '110105194912310021', 'address'],
    ['hk_macao_permit', 'H12345678', null],
    ['taiwan_permit', '12345678', null],
  ] as const)('%s %s: %s', (type, number, fault) => {
    expect(documentFault(type, number, TODAY)).toBe(fault)
  })

  it('knows which say birth date and sex', () => {
    expect(hasResidentForm('foreign_permanent', '9')).toBe(true)
    expect(hasResidentForm('foreign_permanent', 'USA1')).toBe(false)
    expect(hasResidentForm('passport', '1')).toBe(false)
  })
})
