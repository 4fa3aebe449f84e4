import { beforeEach, expect, it } from 'vitest'
import { areas } from '../../../src/shared/places/areas'
import { childrenOf, isCountry, knownName, namesOf, rememberRegion, searchCounties, usedCounties } from '../../../src/shared/places/regions'

beforeEach(() => localStorage.clear())

it('names a county with its city and province', () => {
  expect(namesOf('630102', areas)).toEqual(['青海省', '西宁市', '城东区'])
})

it.each([
  ['城东', '630102'],
  ['西宁 城东', '630102'],
  ['630102', '630102'],
])('finds a county by %s', (query, code) => {
  expect(searchCounties(query, areas).map((region) => region.code)).toContain(code)
})

it('walks from a province to its counties', () => {
  expect(childrenOf(null, areas).map((region) => region.code)).toContain('630000')
  expect(childrenOf('630000', areas).map((region) => region.code)).toContain('630100')
  expect(childrenOf('630100', areas).map((region) => region.code)).toContain('630102')
})

it('reaches every county by walking', () => {
  const cities = childrenOf(null, areas).flatMap((province) => childrenOf(province.code, areas))
  const counties = cities.flatMap((city) => childrenOf(city.code, areas)).map((county) => county.code)
  const mainland = Object.keys(areas.counties)
  expect(mainland.filter((code) => !counties.includes(code))).toEqual([])
})

it('tells countries from counties', () => {
  expect([isCountry('IT'), isCountry('630102')]).toEqual([true, false])
})

it('remembers the places used, newest first and each once', () => {
  for (const code of ['630102', '110105', '630102']) rememberRegion({ code, names: namesOf(code, areas) })
  rememberRegion({ code: 'IT', names: [] })
  expect(usedCounties().map((region) => region.code)).toEqual(['630102', '110105'])
  expect(knownName('630102', 'zh-CN')).toBe('西宁市 城东区')
  expect(knownName('440103', 'zh-CN')).toBe('440103')
  expect(knownName('IT', 'en')).toBe('Italy')
})
