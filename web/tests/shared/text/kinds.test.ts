import { describe, expect, it } from 'vitest'
import table from '../../../../tests/identity/text_kinds.json'
import { type Kind, address, code, decimal, line, name, number, onlyDigits, prose, textFault } from '../../../src/shared/text/kinds'

const KINDS = { line, prose, name, number, decimal, code, address }
type Kept = string | { refused: string }
const rows = Object.entries(table).flatMap(([kind, examples]) => (examples as [string, Kept][]).map(([typed, kept]) => [kind as Kind, typed, kept] as const))

describe('the table that the API is held to as well', () => {
  it.each(rows)('%s: %j', (kind, typed, kept) => {
    const fault = textFault(kind, typed)
    if (typeof kept === 'string') expect([fault, KINDS[kind](typed)]).toEqual([null, kept])
    else expect(fault).toBe(kept.refused)
  })

  it('has examples of every kind', () => {
    expect(Object.keys(table).sort()).toEqual(Object.keys(KINDS).sort())
  })
})

it('every decimal digit of Unicode is the digit that it is', () => {
  const all = Array.from({ length: 0x20000 }, (_, at) => at).filter((at) => /\p{Nd}/u.test(String.fromCodePoint(at)))
  expect(all.length % 10).toBe(0)
  expect(all.map((at) => number(String.fromCodePoint(at))).join('')).toBe('0123456789'.repeat(all.length / 10))
})

it.each([['۱۲۳۴۵۶', '123456'], ['【康码】123 456', '123456'], ['１２３-４５６', '123456']])('%s as a code is %s', (typed, digits) => {
  expect(onlyDigits(typed)).toBe(digits)
})
