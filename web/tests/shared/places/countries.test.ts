import { describe, expect, it } from 'vitest'
import { callingCodes } from '../../../src/shared/places/callingCodes'
import { countryOfClock, searchCountries } from '../../../src/shared/places/countries'
import { countryName } from '../../../src/shared/places/regions'

const all = callingCodes.map((entry) => ({ ...entry, name: countryName(entry.country, 'en') }))
const first = (typed: string, locale = 'en') => searchCountries(all, typed, locale)[0]?.country

describe('a country', () => {
  it.each([['fr', 'FR'], ['法国', 'FR'], ['France', 'FR'], ['+33', 'FR'], ['ITALY', 'IT'], ['意大利', 'IT'], ['côte', 'CI']])('%s is %s', (typed, country) => {
    expect(first(typed)).toBe(country)
    expect(first(typed, 'zh-CN')).toBe(country)
  })

  it('is all of them where nothing is typed, and none for nonsense', () => {
    expect(searchCountries(all, ' ', 'en')).toHaveLength(all.length)
    expect(searchCountries(all, 'xyzzy', 'en')).toEqual([])
  })

  it('is China where the clock says nothing', () => {
    expect([countryOfClock('UTC'), countryOfClock('Asia/Shanghai')]).toEqual(['CN', 'CN'])
  })
})
