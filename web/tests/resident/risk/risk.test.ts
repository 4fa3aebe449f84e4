import { describe, expect, it } from 'vitest'
import type { RegionRisk } from '../../../src/shared/api/generated'
import { counting, nearby, shapeOf, staysOf, widerThan } from '../../../src/resident/risk/state/risk'

const TODAY = '2020-03-20'
const declared = (at: string, location: string | null, stays: [string, string, string][] = [], annulled: null | object = null) =>
  ({ at, location, annulled, stays: stays.map(([region, from, until]) => ({ region, from, until })) }) as never

describe('where I was', () => {
  it('is each place once, with its first and last day of the fortnight, the latest first', () => {
    const stays = staysOf(
      [
        declared('2020-03-19T01:00:00Z', '630102'),
        declared('2020-03-18T01:00:00Z', '630102', [['110105', '2020-03-01', '2020-03-10']]),
        declared('2020-03-01T01:00:00Z', '340102'),
      ],
      TODAY,
    )
    expect(stays).toEqual([
      { region: '630102', first: '2020-03-18', last: '2020-03-19' },
      { region: '110105', first: '2020-03-06', last: '2020-03-10' },
    ])
  })

  it('counts days in Beijing and leaves out what was declared by mistake', () => {
    expect(staysOf([declared('2020-03-18T17:00:00Z', '630102')], TODAY)).toEqual([{ region: '630102', first: '2020-03-19', last: '2020-03-19' }])
    expect(staysOf([declared('2020-03-18T01:00:00Z', '630102', [], {})], TODAY)).toEqual([])
  })
})

const below = (region: string, level: string) => ({ region, name: region, level, from: '2020-03-01' }) as never

describe('what is near', () => {
  it('is the own city first, then the graver, without home and without low ones', () => {
    const found = nearby([below('632200', 'key'), below('630103', 'medium'), below('630104', 'high'), below('630102', 'high'), below('630105', 'low')], '630102')
    expect(found.map(({ region }) => region)).toEqual(['630104', '630103', '632200'])
  })
})

describe('the level of a place', () => {
  const risk = (level: string | null, ...ratings: [string, string][]) =>
    ({ region: '630102', level, ratings: ratings.map(([region, own]) => ({ region, level: own, from: '2020-03-01' })) }) as unknown as RegionRisk

  it('comes of the narrowest region that has it', () => {
    expect(counting(risk('high', ['630000', 'high'], ['630100', 'high'], ['630102', 'low']))?.region).toBe('630100')
    expect(counting(risk(null))).toBeUndefined()
  })

  it('says whether it is a wider region’s', () => {
    expect([widerThan('630102', '630102'), widerThan('630100', '630102'), widerThan('630000', '630102')]).toEqual([null, 'ofCity', 'ofProvince'])
  })

  it('has the shape of the colour that it gives', () => {
    expect([shapeOf('key'), shapeOf('high'), shapeOf('medium'), shapeOf('low'), shapeOf(null)]).toEqual(['red', 'red', 'yellow', 'green', 'none'])
  })
})
