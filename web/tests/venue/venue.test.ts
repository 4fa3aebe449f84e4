import { describe, expect, it } from 'vitest'
import type { VenueEntry } from '../../src/shared/api/types'
import { creditCodeFault, plainCreditCode } from '../../src/shared/identity/creditCode'
import { csvOf } from '../../src/venue/state/csv'
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

describe('the table of a day', () => {
  const say = (key: string) => key
  const entry = (changes: Partial<VenueEntry>) =>
    ({ at: '2020-03-10T04:00:00Z', left: null, name_masked: '王**', document_last4: '0013', colour: 'green', temperature: 36.5, door: null, by_gate: false, guard: null, marks: [], ...changes }) as VenueEntry

  it('says by which door, by whom, and what was doubtful', () => {
    const marks = [{ kind: 'old_code' as const, text: 'Used an old code.' }]
    const [head, row] = csvOf([entry({ door: { number: 1, name: '东门' }, by_gate: true, guard: '张伟', marks })], say).split('\r\n')
    expect(head!.split(',')).toHaveLength(7)
    expect(row).toContain('"东门","36.5","张伟","Used an old code."')
  })

  it('is no formula, whatever a door is called', () => {
    expect(csvOf([entry({ door: { number: 1, name: '=1+1' } })], say)).toContain(`"'=1+1"`)
  })
})
