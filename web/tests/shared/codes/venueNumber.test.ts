import { describe, expect, it } from 'vitest'
import { plainVenueNumber, venueNumberFault } from '../../../src/shared/codes/venueNumber'

describe('the number on a poster', () => {
  it.each([
    ['1000000005', ''],
    ['1000000005-2', ''],
    ['1000000006', 'mistyped'],
    ['0100000005', 'mistyped'],
    ['100000000', 'form'],
    ['10000000055', 'form'],
    ['1000000005-', 'form'],
    ['https://kangma.example/v#x', 'form'],
    ['', 'form'],
  ])('%s: %s', (typed, fault) => {
    expect(venueNumberFault(typed)).toBe(fault)
  })

  it.each([' 1000 000 005 ', '１０００ ０００ ００５', '1000000005', '١٠٠٠٠٠٠٠٠٥'])('is read as people type it: %s', (typed) => {
    expect(plainVenueNumber(typed)).toBe('1000000005')
  })

  it('keeps the hyphen before a door, whichever it is', () => {
    expect(['1000 000 005-2', '1000000005 – 2', '1000000005－2'].map(plainVenueNumber)).toEqual(Array(3).fill('1000000005-2'))
  })

  it('has every single wrong digit noticed', () => {
    for (let at = 0; at < 10; at += 1)
      for (let by = 1; by < 10; by += 1) {
        const digits = [...'1000000005']
        digits[at] = String((Number(digits[at]) + by) % 10)
        expect(venueNumberFault(digits.join(''))).toBe('mistyped')
      }
  })
})
