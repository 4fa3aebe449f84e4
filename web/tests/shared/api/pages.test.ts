import { describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h } from 'vue'
import { NoAnswer } from '../../../src/shared/api/problem'
import { chooseLocale, currentLocale, startI18n } from '../../../src/shared/i18n'
import type { Page } from '../../../src/shared/api/types'
import { type Pages, usePages } from '../../../src/shared/api/usePages'

type Item = { id: string }
const page = (ids: string[], next: string | null = null): Page<Item> => ({ items: ids.map((id) => ({ id })), next_cursor: next })

/** The list in a component, as screens use it. */
function listOf(fetch: (cursor: string | null) => Promise<Page<Item> | null>, keptAs?: () => string): Pages<Item> {
  let pages: Pages<Item> | undefined
  const app = createApp(defineComponent({ setup: () => ((pages = usePages(fetch, keptAs)), () => h('div')) }))
  app.mount(document.createElement('div'))
  return pages!
}
const ids = (pages: Pages<Item>) => pages.items.value.map(({ id }) => id)

describe('without a network', () => {
  it('shows what was there last, and says of when', async () => {
    const answers: (() => Promise<Page<Item>>)[] = [async () => page(['a'], 'next'), async () => Promise.reject(new NoAnswer()), async () => page(['b'])]
    const next = () => listOf(() => answers.shift()!(), () => 'test')
    await next().load()
    const offline = next()
    await offline.load()
    expect([ids(offline), offline.state.value]).toEqual([['a'], 'failed'])
    expect(offline.fault.value).not.toBe('error.offline')
    await offline.load()
    expect([ids(offline), offline.state.value]).toEqual([['b'], 'ready'])
  })
})

describe('a list whose words the API says', () => {
  it('comes anew in another language, and not where nobody asked for it yet', async () => {
    const none = async () => ({ default: {} })
    await startI18n({ 'zh-CN': none, en: none })
    await chooseLocale('zh-CN')
    const fetch = vi.fn(async () => page([currentLocale()]))
    const [open, unseen] = [listOf(fetch), listOf(fetch)]
    await open.load()
    await chooseLocale('en')
    await vi.waitFor(() => expect(ids(open)).toEqual(['en']))
    expect([ids(unseen), fetch.mock.calls.length]).toEqual([[], 2])
  })
})

describe('a list that comes page by page', () => {
  it('goes on where the last page ended, each item once', async () => {
    const asked: (string | null)[] = []
    const pages = listOf(async (cursor) => {
      asked.push(cursor)
      return cursor ? page(['b', 'c']) : page(['a', 'b'], 'next')
    })
    await pages.load()
    expect([ids(pages), pages.more.value]).toEqual([['a', 'b'], true])
    await pages.load()
    expect([ids(pages), pages.more.value, asked]).toEqual([['a', 'b', 'c'], false, [null, 'next']])
  })

  it('keeps what was just made on top, also when the first page comes after it', async () => {
    let answer: (found: Page<Item>) => void = () => undefined
    const pages = listOf(() => new Promise<Page<Item>>((done) => (answer = done)))
    for (const found of [['a'], ['new', 'a']]) {
      const coming = pages.restart()
      pages.add({ id: 'new' })
      expect(ids(pages)).toEqual(['new'])
      answer(page(found))
      await coming
      expect(ids(pages)).toEqual(['new', 'a'])
    }
  })

  it('asks for the same page again after a failure', async () => {
    const answers: (() => Promise<Page<Item>>)[] = [async () => Promise.reject(new Error('away')), async () => page(['a'])]
    const pages = listOf(async () => answers.shift()!())
    await pages.load()
    expect(pages.state.value).toBe('failed')
    await pages.load()
    expect([pages.state.value, ids(pages)]).toEqual(['ready', ['a']])
  })

  it('drops what was asked for before it began anew', async () => {
    let late: (found: Page<Item>) => void = () => {}
    const answers = [new Promise<Page<Item>>((resolve) => (late = resolve)), Promise.resolve(page(['mine']))]
    const pages = listOf(() => answers.shift()!)
    const first = pages.load()
    await pages.restart()
    late(page(['theirs']))
    await first
    expect(ids(pages)).toEqual(['mine'])
  })

  it('is empty and ready where there is nobody to ask about', async () => {
    const pages = listOf(async () => null)
    await pages.load()
    expect([pages.state.value, ids(pages)]).toEqual(['ready', []])
  })
})
