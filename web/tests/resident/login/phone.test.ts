import { describe, expect, it } from 'vitest'
import { fullNumber, phoneFault, spacedNumber } from '../../../src/resident/login/state/phone'
import { callingCodes } from '../../../src/shared/places/callingCodes'

describe('a phone number', () => {
  it.each([
    ['CN', '138 0013 8000', '+8613800138000'],
    ['GB', '07512-345678', '+4407512345678'],
    ['CN', '+44 7512 345678', '+447512345678'],
    ['CN', '0044 7512 345678', '+447512345678'],
    ['CN', '１３８００１３８０００', '+8613800138000'],
  ])('%s %s is sent as %s', (country, number, full) => {
    expect(fullNumber({ country, number })).toBe(full)
  })

  it.each([
    ['CN', '', 'login.phoneEmpty'],
    ['CN', '1380013800', 'login.phoneForm'],
    ['CN', '13800138000', null],
    ['US', '12', 'login.phoneForm'],
    ['US', '2025550123', null],
  ])('%s %s: %s', (country, number, fault) => {
    expect(phoneFault({ country, number })).toBe(fault)
  })

  it('is shown in groups', () => {
    expect(spacedNumber('+8613800138000')).toBe('+86 138 0013 8000')
  })
})

it('every country has one calling code', () => {
  expect(callingCodes.length).toBeGreaterThan(220)
  expect(new Set(callingCodes.map((entry) => entry.country)).size).toBe(callingCodes.length)
  for (const { country, code } of callingCodes) expect(`${country}${code}`).toMatch(/^[A-Z]{2}[1-9]\d{0,3}$/)
})
