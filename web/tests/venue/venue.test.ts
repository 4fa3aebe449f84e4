import { describe, expect, it } from 'vitest'
import { creditCodeFault, plainCreditCode } from '../../src/shared/identity/creditCode'
import { blankVenue, bodyOf } from '../../src/venue/state/venues'

describe('a credit code', () => {
  it.each(['91630100MA757WXY0W', '11630000015000112E', '521000005000000004'])('%s is right', (code) => {
    expect(creditCodeFault(code)).toBeNull()
  })

  it.each([
    ['', 'length'],
    ['91630100MA757WXY0', 'length'],
    ['91630100MA757WXYOW', 'characters'],
    ['9163A100MA757WXY0W', 'characters'],
    ['91630100MA757WXY0X', 'check'],
    ['91630100AM757WXY0W', 'check'],
  ])('%s: %s', (code, fault) => {
    expect(creditCodeFault(code)).toBe(fault)
  })

  it('is read as people type it', () => {
    expect(plainCreditCode(' 91630100-ma757wxy0w ')).toBe('91630100MA757WXY0W')
    expect(plainCreditCode('９１６３0100MA757WXY0W')).toBe('91630100MA757WXY0W')
  })
})

describe('a registration', () => {
  it('sends exactly what the API takes', () => {
    const form = { ...blankVenue(), name: ' 南门超市 ', type: 'shopping_complex' as const, region: '630102', address: '南大街 1 号', lat: '36.617', lon: '101.778', contact_name: '店长', contact_phone: '13800000009' }
    expect(bodyOf(form, '91630100MA757WXY0W')).toEqual({
      name: '南门超市',
      type: 'shopping_complex',
      region: '630102',
      credit_code: '91630100MA757WXY0W',
      address: '南大街 1 号',
      location: { lat: 36.617, lon: 101.778 },
      contact: { name: '店长', phone: '13800000009' },
      asks_temperature: false,
    })
  })
})
