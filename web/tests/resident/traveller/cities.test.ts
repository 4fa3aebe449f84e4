import { describe, expect, it } from 'vitest'
import { codesFor, mainFirst } from '../../../src/resident/traveller/state/cities'
import type { Airport } from '../../../src/shared/api/types'

const airport = (code: string, country = 'FR') => ({ code, country, name: code, city: code, timezone: 'Europe/Paris' }) as Airport
const codes = (found: readonly Airport[]) => found.map(({ code }) => code)

/** Every order of a few. */
const orders = <T>(all: T[]): T[][] => (all.length < 2 ? [all] : all.flatMap((each, at) => orders([...all.slice(0, at), ...all.slice(at + 1)]).map((rest) => [each, ...rest])))

describe('airports of a city', () => {
  it.each(orders(['BVA', 'LBG', 'CDG', 'ORY']).map((order) => [order.join(' '), order] as const))('%s: the main ones first, the others as they came', (_, order) => {
    const others = order.filter((code) => ['BVA', 'LBG'].includes(code))
    expect(codes(mainFirst(order.map((code) => airport(code)), 'paris', ['FR']))).toEqual(['CDG', 'ORY', ...others])
  })

  it.each(['伦敦', '莫斯科', '东京', '纽约', '米兰', '北京', '上海'])('of %s they stand as its Chinese name names them', (city) => {
    const own = codesFor(city)
    for (const order of orders(['XXA', 'XXB', ...own])) expect(codes(mainFirst(order.map((code) => airport(code)), '')).slice(0, own.length)).toEqual(own)
  })

  it('stand behind those of the countries that the journey goes through', () => {
    expect(codes(mainFirst([airport('LHR', 'GB'), airport('LYN', 'FR')], 'l', ['FR']))).toEqual(['LYN', 'LHR'])
  })

  it('stand behind the one whose three letters were typed', () => {
    expect(codes(mainFirst([airport('CDG'), airport('BVA')], ' bva ', ['FR']))).toEqual(['BVA', 'CDG'])
  })
})
