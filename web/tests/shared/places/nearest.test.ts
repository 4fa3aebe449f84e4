import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { areas } from '../../../src/shared/places/areas'
import { countyPlaces } from '../../../src/shared/places/countyPlaces'
import { nearestCounties } from '../../../src/shared/places/nearest'

const FILE = 'src/shared/places/countyPlaces.json'
const codesAt = async (lat: number, lon: number) => (await nearestCounties({ lat, lon }, areas)).map(({ code }) => code)

describe('the nearest counties', () => {
  it('are three, nearest first', async () => {
    // Before the south gate of Xining's old town.
    const near = await codesAt(36.617, 101.778)
    expect(near).toHaveLength(3)
    expect(near).toContain('630102')
  })

  it.each([
    ['Beijing, the Temple of Heaven', 39.882, 116.407, '110101'],
    ['Shanghai, Hongkou', 31.264, 121.505, '310109'],
    ['Zhangqiu, which was another county under another code', 36.71, 117.53, '370114'],
    ['Ürümqi', 43.79, 87.63, '650102'],
  ])('%s is in %s', async (_, lat, lon, code) => {
    expect(await codesAt(lat, lon)).toContain(code)
  })

  it('are the city itself where its quarters have no place of their own', async () => {
    expect((await codesAt(23.02, 113.75))[0]).toBe('441900')
  })

  it.each([
    ['Paris', 48.86, 2.35],
    ['the Pacific', 20, 150],
  ])('are none in %s', async (_, lat, lon) => {
    expect(await codesAt(lat, lon)).toEqual([])
  })
})

describe('the list of places', () => {
  it('is small, names its source, and knows counties of ours alone', () => {
    const text = readFileSync(FILE)
    expect(gzipSync(text, { level: 9 }).length).toBeLessThan(12_000)
    expect(JSON.parse(text.toString()).source).toContain('MIT')
    const strange = [...countyPlaces.keys()].filter((code) => !(code in areas.counties))
    expect(strange).toEqual([])
  })

  it('has every county but development zones, those younger than the list, and the towns of cities without counties', () => {
    const home = Object.keys(areas.counties).filter((code) => !/^(71|81|82)/.test(code))
    const without = home.filter((code) => !countyPlaces.has(code))
    expect(without.length).toBeLessThanOrEqual(232)
    const ordinary = without.filter((code) => !/^(4419|4420|4604|6202)|^\d{4}[79]/.test(code))
    expect(ordinary.length).toBeLessThanOrEqual(35)
    expect(ordinary).toContain('440309')
  })

  it('lies within China', () => {
    for (const { lat, lon } of countyPlaces.values()) expect(lat > 3 && lat < 54 && lon > 73 && lon < 136).toBe(true)
  })
})
