import { describe, expect, it } from 'vitest'
import { above, root, screens } from '../../../src/resident/screens'

const RESIDENT = ['code', 'history', 'messages', 'me', 'help']
const TRAVELLER = ['code', 'travel', 'history', 'messages', 'me']
/** The welcome, and the screen for addresses that are none: it leads home by itself. */
const TOPMOST = ['', 'lost']

describe('the way back', () => {
  it.each([['resident', RESIDENT], ['traveller', TRAVELLER]])('is there on every screen that a %s has not in the menu', (_, menu) => {
    const others = Object.keys(screens).filter((name) => !menu.includes(name) && !TOPMOST.includes(name))
    expect(others.filter((name) => above(name, '', menu) === null)).toEqual([])
    expect(menu.filter((name) => above(name, '', menu) !== null)).toEqual([])
  })

  it('leads whoever is not logged in to what is open', () => {
    const open = Object.keys(screens).filter((name) => screens[name]?.open && !TOPMOST.includes(name))
    const parents = open.map((name) => above(name, '', []))
    expect(parents.filter((parent) => parent === null || !screens[parent]?.open)).toEqual([])
  })
})

describe('within a form', () => {
  it('only its first step has a way out beside its own', () => {
    expect(['', 'entry'].map((step) => above('enter', step, TRAVELLER))).toEqual(['me', 'me'])
    expect(['zone', 'number', 'review'].map((step) => above('enter', step, TRAVELLER))).toEqual([null, null, null])
  })
})

describe('the entry of the menu that is lit', () => {
  it('is one that the menu has', () => {
    expect(['glossary', 'kiosk', 'help'].map((name) => root(name, TRAVELLER))).toEqual(['me', 'me', 'me'])
    expect(root('glossary', RESIDENT)).toBe('help')
    expect(root('paper', RESIDENT)).toBe('me')
    expect(root('travel', RESIDENT)).toBe('me')
  })
})
