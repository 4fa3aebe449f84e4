import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import gateEnglish from '../../../src/gate/messages/en'
import gateChinese from '../../../src/gate/messages/zh-CN'
import { words } from '../../../src/resident/words'
import { preferredLocale } from '../../../src/shared/i18n'
import { LOCALES, WRITTEN, type Written, directionOf } from '../../../src/shared/i18n/languages'
import venueEnglish from '../../../src/venue/messages/en'
import venueChinese from '../../../src/venue/messages/zh-CN'

const gate = { 'zh-CN': gateChinese, en: gateEnglish }
const venue = { 'zh-CN': venueChinese, en: venueEnglish }
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
  delete html.dataset.logins
})
afterEach(() => vi.useRealTimers())

describe('the words that stand in the page', () => {
  it.each(LOCALES)('are those of the welcome, %s', async (lang) => {
    const { welcome, loading, retry } = (await words[lang]()).default as { welcome: Record<string, string>; loading: string; retry: string }
    const lead = WRITTEN.includes(lang as Written) ? [welcome.lead] : []
    for (const text of [...lead, welcome.heading, welcome.start, welcome.travel, loading, retry]) expect(PAGE).toContain(`<span lang="${lang}">${text}</span>`)
  })

  it.each(LOCALES)('are shown in the language of the page only, %s', (lang) => {
    expect(PAGE).toContain(`[lang='${lang}'] [lang='${lang}']`)
  })
})

/** The words that stand in the pages at the door, by language. */
const AT_THE_DOOR = {
  'gate.html': (each: (typeof gate)['en'], _: unknown) => [each.login.heading, each.login.name, each.login.password, each.login.totp, each.login.byPhone],
  'venue.html': (_: unknown, { venues, login }: { venues: typeof venue.en.venues; login: { phone: string } }) => [venues.heading, venues.what, venues.help, login.phone],
}

describe.each(Object.entries(AT_THE_DOOR))('the words that stand in %s', (name, wordsOf) => {
  const page = readFileSync(name, 'utf8')

  it.each(WRITTEN)('are those of its login, %s', async (lang) => {
    const { login } = (await words[lang]()).default as { login: { phone: string } }
    const { loading, retry } = gate[lang]
    for (const text of [...wordsOf(gate[lang], { venues: venue[lang].venues, login }), loading, retry]) expect(page).toContain(`<span lang="${lang}">${text}</span>`)
  })

  it('are not shown to whom has its login here, and to others they are', () => {
    html.dataset.logins = /data-logins="([^"]*)"/.exec(page)![1]!
    localStorage.setItem('kangma.me.codes', '[]')
    run()
    expect(html.dataset.boot).toBeUndefined()
    localStorage.setItem(name === 'gate.html' ? 'kangma.staff' : 'kangma.me.session', '{}')
    run()
    expect(html.dataset.boot).toBe('known')
  })

  it('have fields that no form sends anywhere', () => {
    expect(page).not.toMatch(/<form|<input[^>]* name=/)
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

  it.each(['?lang=ar', '?lang=FR-ca', '?lang=xx', '?lang=', '?lang=arn'])('takes the language, and its direction, that the page will take: %s', (search) => {
    const spy = vi.spyOn(navigator, 'languages', 'get')
    for (const spoken of [['de', 'ko-KR', 'en'], ['zh-TW'], ['ar-EG'], []]) {
      for (const kept of [null, '"ja"', '"zh-CN"', '"de"']) {
        if (kept) localStorage.setItem('kangma.language', kept)
        else localStorage.removeItem('kangma.language')
        spy.mockReturnValue(spoken)
        history.replaceState(null, '', search)
        run()
        expect([html.lang, html.dir]).toEqual([preferredLocale(), directionOf(preferredLocale())])
      }
    }
    history.replaceState(null, '', location.pathname)
    spy.mockRestore()
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
