import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import english from '../../../src/resident/welcome/messages/en'
import chinese from '../../../src/resident/welcome/messages/zh-CN'

const PAGE = readFileSync('index.html', 'utf8')
const SCRIPT = readFileSync('src/resident/boot.js', 'utf8')
const run = () => new Function(SCRIPT)()
const { documentElement: html } = document

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  sessionStorage.clear()
  location.hash = ''
  delete html.dataset.boot
  delete html.dataset.text
})
afterEach(() => vi.useRealTimers())

describe('the words that stand in the page', () => {
  it.each([
    ['zh-CN', chinese.welcome],
    ['en', english.welcome],
  ])('are those of the welcome, %s', (lang, words) => {
    for (const text of [words.heading, words.lead, words.start, words.travel]) expect(PAGE).toContain(`<span lang="${lang}">${text}</span>`)
  })
})

describe('what runs first', () => {
  it('takes the language and the size of letters that were chosen', () => {
    localStorage.setItem('kangma.language', '"en"')
    localStorage.setItem('kangma.large', 'true')
    run()
    expect([html.lang, html.dataset.text]).toEqual(['en', 'large'])
    localStorage.setItem('kangma.language', '"zh-CN"')
    run()
    expect(html.lang).toBe('zh-CN')
  })

  it.each(['kangma.me.session', 'kangma.me.codes'])('shows no welcome to whom has %s', (name) => {
    run()
    expect(html.dataset.boot).toBeUndefined()
    localStorage.setItem(name, '{}')
    run()
    expect(html.dataset.boot).toBe('known')
  })

  it('shows no welcome to who follows a link further in', () => {
    location.hash = '#/help'
    run()
    expect(html.dataset.boot).toBe('known')
  })

  it('loads the page again for a lost script, later each time, and stops in the end', () => {
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
    run()
    const script = document.head.appendChild(document.createElement('script'))
    script.dispatchEvent(new Event('error'))
    const first = reload.mock.calls.length
    vi.advanceTimersByTime(400)
    expect(reload.mock.calls.length).toBeGreaterThan(first)
    vi.advanceTimersByTime(120_000)
    sessionStorage.setItem('kangma.lost', '7')
    const before = reload.mock.calls.length
    script.dispatchEvent(new Event('error'))
    vi.advanceTimersByTime(120_000)
    expect(reload.mock.calls.length).toBe(before)
    script.remove()
    reload.mockRestore()
  })
})
