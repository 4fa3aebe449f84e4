import { describe, expect, it } from 'vitest'
import real from '../../../docs/rulesets/2022-06-28.json'
import { type Data, HEAD, SECTIONS, asNumber, changed, isSame, rowOf, sameRule, termsOf, valueAt, withTerms } from '../../src/console/screens/rulesets/data'
import { matrixOf, worstOf } from '../../src/console/screens/rulesets/results'

const DATA = real as unknown as Data

describe('the data of a rule set', () => {
  it('has a field for each of its items', () => {
    const paths = new Set([...HEAD, ...SECTIONS.flatMap(({ items }) => items)].map(({ path }) => path))
    const there = Object.entries(DATA).flatMap(([name, value]) => (['international', 'travel', 'exposure'].includes(name) ? Object.keys(value as Data).map((each) => `${name}.${each}`) : [name]))
    expect(there.filter((path) => !paths.has(path))).toEqual(['version', 'timezone', 'rules'])
  })

  it('keeps every rule as it was through its form', () => {
    for (const rule of Object.keys(DATA.rules as Data)) expect(withTerms(DATA, rule, termsOf(DATA, rule)), rule).toEqual(DATA)
    const off = withTerms(DATA, 'contact.close', { domestic: null, international: null })
    expect(termsOf(off, 'contact.close')).toEqual({ domestic: null, international: null })
    expect([sameRule(DATA, off, 'contact.close'), sameRule(DATA, off, 'symptom')]).toEqual([false, true])
  })

  it('takes one value in place of another, and none where it is left empty', () => {
    const other = changed(DATA, 'exposure.trace_days', asNumber('１０'))
    expect(valueAt(other, 'exposure.trace_days')).toBe(10)
    expect(changed(other, 'exposure.trace_days', undefined)).toEqual(DATA)
    expect(asNumber('a week')).toBe('a week')
    expect(isSame(['b', 'a'], ['a', 'b'])).toBe(true)
  })

  it('says what is wrong at the row that it is in', () => {
    expect(rowOf('data.rules.contact.close.domestic.days')).toBe('rules.contact.close')
    expect(rowOf('data.travel.obliged.0.countries')).toBe('travel.obliged')
  })
})

describe('a simulation', () => {
  const colours = { domestic: { green: 10, yellow: 5, red: 3 } }
  const changes = { domestic: { 'green>yellow': 2, 'green>red': 1, 'yellow>green': 0, 'yellow>red': 0, 'red>green': 4, 'red>yellow': 0 } }

  it('is a table in which whoever stays is who did not come', () => {
    const [green, yellow, red] = matrixOf({ changes, colours }, 'domestic')
    expect(green!.map(({ count }) => count)).toEqual([6, 2, 1])
    expect(yellow!.map(({ count }) => count)).toEqual([0, 3, 0])
    expect(red!.map(({ turn }) => turn)).toEqual(['better', 'better', 'same'])
  })

  it('says nothing of what is withheld, and lists the worst first', () => {
    const [green] = matrixOf({ changes: { domestic: { ...changes.domestic, 'red>green': null } }, colours }, 'domestic')
    expect(green![0]!.count).toBeNull()
    expect(worstOf({ regions: [{ region: '6301', worse: null, better: 30 }, { region: '6302', worse: 20, better: null }] })[0]!.region).toBe('6302')
  })
})
