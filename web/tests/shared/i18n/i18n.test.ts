import { describe, expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick } from 'vue'
import { type Loaders, addWords, chooseLocale, currentLocale, offered, startI18n, t, useI18n } from '../../../src/shared/i18n'
import type { Locale } from '../../../src/shared/i18n/languages'
import { settings } from '../../../src/shared/storage/local'

type Words = Record<string, unknown>
const inBoth = (chinese: Words, english: Words): Loaders => ({ 'zh-CN': async () => ({ default: chinese }), en: async () => ({ default: english }) })

const CHINESE = { greeting: { plain: '你好', named: '{name}，你好' }, days: '连续 {n} 天', onlyHere: '有' }
const ENGLISH = { greeting: { plain: 'Hello', named: 'Hello {name}' }, days: '{n} day in a row | {n} days in a row' }

async function startIn(language: Locale): Promise<void> {
  await startI18n(inBoth(CHINESE, ENGLISH))
  await chooseLocale(language)
}

/** A component that shows one sentence, mounted. */
function shown(key: string): HTMLElement {
  const place = document.createElement('div')
  const sentence = defineComponent({ setup: () => ({ ...useI18n() }), render: ({ t: say, locale }: { t: typeof t; locale: string }) => h('p', `${locale}: ${say(key)}`) })
  createApp(sentence).mount(place)
  return place
}

describe('a sentence', () => {
  it('is in the language in use, with its placeholders filled', async () => {
    await startIn('en')
    expect([t('greeting.plain'), t('greeting.named', { name: 'An' })]).toEqual(['Hello', 'Hello An'])
    await chooseLocale('zh-CN')
    expect([t('greeting.plain'), t('greeting.named', { name: '安' })]).toEqual(['你好', '安，你好'])
    expect([currentLocale(), document.documentElement.lang]).toEqual(['zh-CN', 'zh-CN'])
  })

  it('has a form for one and a form for several', async () => {
    await startIn('en')
    expect([t('days', { n: 1 }), t('days', { n: 3 })]).toEqual(['1 day in a row', '3 days in a row'])
  })

  it('is Chinese where a translation is missing, and its key where there is no sentence', async () => {
    await startIn('zh-CN')
    await chooseLocale('en')
    expect([t('onlyHere'), t('greeting.nobody')]).toEqual(['有', 'greeting.nobody'])
  })
})

describe('a language that is written from the right', () => {
  const arabic = { to: 'رمز إلى {phone}', days: '٠ | يوم | يومان | {n} أيام | {n} يومًا | {n} يوم' }
  const start = () => startI18n({ ...inBoth(CHINESE, ENGLISH), ar: async () => ({ default: arabic }) })

  it('turns the page, and back', async () => {
    await start()
    await chooseLocale('ar')
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl'])
    await chooseLocale('en')
    expect(document.documentElement.dir).toBe('ltr')
  })

  it('keeps a number with signs in its own order', async () => {
    await start()
    await chooseLocale('ar')
    expect(t('to', { phone: '+86 139****0000' })).toBe('رمز إلى \u2068+86 139****0000\u2069')
    expect([t('days', { n: 2 }), t('days', { n: 3 }), t('days', { n: 11 })]).toEqual(['يومان', '3 أيام', '11 يومًا'])
  })
})

describe('a page with two languages', () => {
  it('offers them, and is in English where another one was chosen elsewhere', async () => {
    settings.save('language', 'ja')
    await startI18n(inBoth(CHINESE, ENGLISH))
    expect([offered(), currentLocale()]).toEqual([['zh-CN', 'en'], 'en'])
    settings.forget('language')
  })

  it('has English words of a part that has no others', async () => {
    await startI18n({ ...inBoth(CHINESE, ENGLISH), ko: async () => ({ default: { greeting: { plain: '안녕하세요' } } }) })
    await chooseLocale('ko')
    await addWords('desk', inBoth({ desk: '桌' }, { desk: 'Desk' }))
    expect([t('greeting.plain'), t('desk')]).toEqual(['안녕하세요', 'Desk'])
  })
})

describe('a screen', () => {
  it('is shown anew when another language is chosen', async () => {
    await startIn('zh-CN')
    const place = shown('greeting.plain')
    expect(place.textContent).toBe('zh-CN: 你好')
    await chooseLocale('en')
    await nextTick()
    expect(place.textContent).toBe('en: Hello')
  })

  it('gets the words of its part in the language in use and in the one chosen later', async () => {
    await startIn('zh-CN')
    const place = shown('visits.title')
    await addWords('visits', inBoth({ visits: { title: '去过的地方' } }, { visits: { title: 'Places' } }))
    await nextTick()
    expect(place.textContent).toBe('zh-CN: 去过的地方')
    await chooseLocale('en')
    await nextTick()
    expect([place.textContent, t('greeting.plain')]).toEqual(['en: Places', 'Hello'])
  })

  it('has the words of its part in a language chosen while they were on their way', async () => {
    await startIn('zh-CN')
    let arrive = () => {}
    const late = new Promise<void>((done) => (arrive = done))
    const chinese = async () => (await late, { default: { trip: '航班' } })
    const added = addWords('trip', { 'zh-CN': chinese, en: async () => ({ default: { trip: 'Flight' } }) })
    await chooseLocale('en')
    arrive()
    await added
    expect(t('trip')).toBe('Flight')
  })
})
