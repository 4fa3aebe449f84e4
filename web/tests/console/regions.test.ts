import { beforeEach, describe, expect, it } from 'vitest'
import { ownFirst } from '../../src/console/parts/regionNames'
import { ownRegion } from '../../src/console/state/staff'
import { areas } from '../../src/shared/places/areas'
import { searchCounties } from '../../src/shared/places/regions'

const codes = (text: string) => ownFirst(searchCounties(text, areas, Infinity)).map(({ code }) => code)

describe('counties that somebody searches', () => {
  beforeEach(() => (ownRegion.value = ''))

  it('are those of their own region first, in the order of the search', () => {
    const plain = codes('chengdong')
    ownRegion.value = '63'
    const own = codes('chengdong')
    expect(own[0]).toBe('630102')
    expect(own.filter((code) => !code.startsWith('63'))).toEqual(plain.filter((code) => !code.startsWith('63')))
    expect([...own].sort()).toEqual([...plain].sort())
  })

  it('are those of the search for staff of the whole country', () => {
    expect(codes('chengdong')).toEqual(searchCounties('chengdong', areas, Infinity).map(({ code }) => code))
  })
})
