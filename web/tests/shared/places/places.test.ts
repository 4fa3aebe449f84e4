import { beforeEach, expect, it } from 'vitest'
import { areas } from '../../../src/shared/places/areas'
import { childrenOf, isCountry, knownName, regionOf, rememberRegion, searchCounties, usedCounties } from '../../../src/shared/places/regions'

beforeEach(() => localStorage.clear())

it('names a county with its city and province', () => {
  expect(regionOf('630102', areas)).toEqual({ code: '630102', names: ['青海省', '西宁市', '城东区'], english: ['Qinghai', 'Xining', 'Chengdong District'] })
})

it.each([
  ['630122', 'Huangzhong District', '湟中区'],
  ['340221', 'Wanzhi District', '湾沚区'],
  ['220381', 'Gongzhuling City', '公主岭市'],
])('names %s as it is called today', (code, english, chinese) => {
  const region = regionOf(code, areas)
  expect([region.code, region.english?.at(-1), region.names.at(-1)]).toEqual([code, english, chinese])
})

it.each([
  ['城东', '630102'],
  ['西宁 城东', '630102'],
  ['630102', '630102'],
  ['laoting', '130225'],
  ['lt', '130225'],
  ['xining chengdong', '630102'],
  ['xncd', '630102'],
  ["Lu'an", '341502'],
  ['luan', '341502'],
  ['Hohhot', '150102'],
  ['huhehaote', '150102'],
  ['Shaanxi', '610102'],
  ['lvshunkou', '210212'],
  ['Lüshunkou', '210212'],
  ['lushunkou', '210212'],
  ['peixian', '320322'],
  ['Xizang Lhasa', '540102'],
])('finds a county by %s', (query, code) => {
  expect(searchCounties(query, areas).map((region) => region.code)).toContain(code)
})

it('puts counties that have the name themselves before those of a city that has it', () => {
  expect(searchCounties('huangzhong', areas)[0]?.code).toBe('630106')
  expect(searchCounties('chengdong', areas)[0]?.english?.at(-1)).toBe('Chengdong District')
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
  for (const code of ['630102', '110105', '630102']) rememberRegion(regionOf(code, areas))
  rememberRegion({ code: 'IT', names: [] })
  expect(usedCounties().map((region) => region.code)).toEqual(['630102', '110105'])
  expect(knownName('630102', 'zh-CN')).toBe('西宁市 城东区')
  expect(knownName('630102', 'en')).toBe('Chengdong District, Xining')
  expect(knownName('440103', 'zh-CN')).toBe('440103')
  expect(knownName('IT', 'en')).toBe('Italy')
})
