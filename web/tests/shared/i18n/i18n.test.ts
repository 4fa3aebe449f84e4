import { describe, expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick } from 'vue'
import { type Loaders, type Locale, addWords, chooseLocale, currentLocale, startI18n, t, useI18n } from '../../../src/shared/i18n'

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
