import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lacking } from '../../../build/catalogues'
import { words } from '../../../src/resident/words'
import { FORMS, LOCALES, type Locale, WRITTEN, type Written } from '../../../src/shared/i18n/languages'

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`)))
}

/** All sentences of a language: those of the first visit, and of each part that comes later. */
async function sentences(language: Locale): Promise<Map<string, string>> {
  const { default: first, later } = await words[language]()
  const parts = await Promise.all(Object.values(later).map(async (load) => (await load()).default))
  return new Map([first, ...parts].flatMap((part) => leaves(part as Tree)))
}

const parts = async (language: Locale) => Object.keys((await words[language]()).later).map((path) => path.split('/')[1])
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort()
const forms = (text: string) => text.split(' | ')
const ADDED = LOCALES.filter((language) => !WRITTEN.includes(language as Written))
const chinese = await sentences('zh-CN')
const english = await sentences('en')

/** What stays as it is in other languages: our own name, places and offices by their signs, examples. */
const SAME = /^[^\p{L}]*$|Kangma|example|\{\w+\}|^[A-Z]{1,4}\b/u

/** Whether there is Chinese that English has not, but for our name, and for a sign in brackets behind its Korean word. */
const chineseOnly = (text: string, beside: string) => [...text.replace(/\(\p{Script=Han}+\)|康码|中文/gu, '')].some((each) => /\p{Script=Han}/u.test(each) && !beside.includes(each))

describe.each(ADDED)('the words in %s', (language) => {
  it('are there for every key, in the same order, and for no other', async () => {
    expect([...(await sentences(language)).keys()]).toEqual([...chinese.keys()])
    expect(await parts(language)).toEqual(await parts('zh-CN'))
  })

  it('have the same placeholders, in each of their forms but where one says the number itself', async () => {
    for (const [key, text] of await sentences(language)) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key)!)])
      for (const form of forms(text)) expect([key, placeholders(`${form} {n}`)]).toEqual([key, placeholders(`${english.get(key)!} {n}`)])
    }
  })

  it('have as many forms as the language, where English has two, and else one', async () => {
    for (const [key, text] of await sentences(language)) {
      const expected = forms(english.get(key)!).length > 1 ? FORMS[language].length : 1
      expect([key, forms(text).length]).toEqual([key, expected])
    }
  })

  it('are whole, and never break the message format', async () => {
    for (const [key, text] of await sentences(language)) expect([key, /^[^@{}|]+$/.test(text.replace(/\{\w+\}| \| /g, 'x')) && !/^\s|\s$/.test(text.replace(/[,،、] $/, ''))]).toEqual([key, true])
  })

  it('are in the language: nothing is left in Chinese or English', async () => {
    const left = [...(await sentences(language))].filter(([key, text]) => text === english.get(key) && text.length > 12 && !SAME.test(text))
    const han = [...(await sentences(language))].filter(([key, text]) => language !== 'ja' && chineseOnly(text, english.get(key)!))
    expect([left.map(([key]) => key), han.map(([key]) => key)]).toEqual([[], []])
  })
})

it('English never says “1 days”: a number before what is counted has both forms', () => {
  const bare = [...english].filter(([, text]) => forms(text).length < 2 && /\{n\} (?!of\b)\p{L}{2,}s\b/u.test(text))
  expect(bare).toEqual([])
})

it('a language that lacks a file of words is found', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'words-')), 'part', 'messages')
  mkdirSync(folder, { recursive: true })
  for (const language of LOCALES.filter((each) => each !== 'ko')) writeFileSync(join(folder, `${language}.ts`), '')
  expect(lacking([join(folder, '..')])).toEqual([join(folder, 'ko.ts')])
  expect(lacking()).toEqual([])
})
