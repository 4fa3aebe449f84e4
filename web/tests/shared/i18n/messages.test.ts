import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import consoleEnglish from '../../../src/console/messages/en'
import consoleChinese from '../../../src/console/messages/zh-CN'
import gateEnglish from '../../../src/gate/messages/en'
import gateChinese from '../../../src/gate/messages/zh-CN'
import residentEnglish from '../../../src/resident/words/en'
import residentChinese from '../../../src/resident/words/zh-CN'
import venueEnglish from '../../../src/venue/messages/en'
import venueChinese from '../../../src/venue/messages/zh-CN'

type Words = Record<string, { default: Record<string, unknown> }>
/** The words of the console's screens, a part each. */
const screensIn = (files: Words) => Object.values(files).map((file) => file.default)
const deskChinese = screensIn(import.meta.glob('../../../src/console/screens/*/messages/zh-CN.ts', { eager: true }) as Words)
const deskEnglish = screensIn(import.meta.glob('../../../src/console/screens/*/messages/en.ts', { eager: true }) as Words)

/** The words of the residents' page, a part each. */
const partsChinese = screensIn(import.meta.glob('../../../src/resident/*/messages/zh-CN.ts', { eager: true }) as Words)
const partsEnglish = screensIn(import.meta.glob('../../../src/resident/*/messages/en.ts', { eager: true }) as Words)

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as [string, string]] : [...leaves(value, `${path}${key}.`)],
    ),
  )
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return existsSync(join(path, 'zh-CN.ts')) ? [] : sources(path)
    return [readFileSync(path, 'utf8')]
  })
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

/** Keys written out whole; those put together at run time are seen in the browser tests. */
const named = (texts: string[]) => texts.flatMap((text) => [...text.matchAll(/\bt\('([\w.]+)'/g)].map(([, key]) => key!))

describe('the words of the parts of the resident page', () => {
  it('have names of their own: a part that comes later takes no words away', () => {
    const names = partsChinese.flatMap((part) => Object.keys(part))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

describe('the words of the screens of the console', () => {
  it('have names of their own, or are the same words', () => {
    const parts = [consoleChinese, ...deskChinese].flatMap((part) => Object.entries(part))
    const first = new Map([...parts].reverse())
    expect(parts.filter(([name, words]) => first.get(name) !== words).map(([name]) => name)).toEqual([])
  })
})

describe.each([
  ['resident', Object.assign({}, residentChinese, ...partsChinese), Object.assign({}, residentEnglish, ...partsEnglish)],
  ['console', Object.assign({}, consoleChinese, ...deskChinese), Object.assign({}, consoleEnglish, ...deskEnglish)],
  ['gate', gateChinese, gateEnglish],
  ['venue', { ...residentChinese, ...venueChinese }, { ...residentEnglish, ...venueEnglish }],
] as const)('the words of the %s page', (page, chinese, english) => {
  const words = leaves(chinese as unknown as Tree)
  const translated = leaves(english as unknown as Tree)

  it('are the same in both languages, with the same placeholders', () => {
    expect([...translated.keys()]).toEqual([...words.keys()])
    for (const [key, text] of words) {
      expect([key, ...new Set(placeholders(translated.get(key)!))]).toEqual([key, ...new Set(placeholders(text))])
    }
  })

  it('say 您 to everybody', () => {
    expect([...words.values()].filter((text) => text.includes('你'))).toEqual([])
  })

  it('say what is wrong with a field without a please, which would leave a choice', () => {
    const ofFields = /(Empty|Form|\.need\w*|\.need\.\w+|\.choose[A-Z]\w*|Needed|Range|Fault|Weak|Short|Long|[cC]heck|characters|length|mistyped|\.(empty|form|range|day|date|birth|address|order|early))$|\.(missing|creditFault|fault)\./
    const said = [...translated].filter(([key, text]) => ofFields.test(key) && text.includes(' '))
    expect(said.length).toBeGreaterThan(5)
    expect(said.filter(([, text]) => /please/i.test(text))).toEqual([])
  })

  it('are never empty and never break the message format', () => {
    for (const text of [...words.values(), ...translated.values()]) expect(text.replace(/\{\w+\}| \| /g, 'x')).toMatch(/^[^@{}|]+$/)
  })

  it('are there for every key that the page names', () => {
    const missing = named(sources(`src/${page}`)).filter((key) => !words.has(key))
    expect(missing).toEqual([])
  })

  it('are there for every key that the shared parts name', () => {
    expect(named(sources('src/shared')).filter((key) => !words.has(key))).toEqual([])
  })
})
