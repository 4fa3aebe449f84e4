import { describe, expect, it } from 'vitest'
import { FORMS, LOCALES, type Locale, NAMES, WRITTEN, directionOf, firstOf, formOf, tagOf } from '../../../src/shared/i18n/languages'

const CANONICAL = ['zero', 'one', 'two', 'few', 'many', 'other']

describe('the language of a page', () => {
  it.each<[string, (string | null)[], Locale]>([
    ['what the link asks for', ['ar', 'ja', 'en-GB'], 'ar'],
    ['what was chosen here before', [null, 'ko', 'en'], 'ko'],
    ['the first of the device that we have', [null, null, 'de-CH', 'fr-CH', 'en'], 'fr'],
    ['that of any region', [null, null, 'es-419'], 'es'],
    ['whatever its letters', ['RU'], 'ru'],
    ['Chinese for all Chinese', [null, null, 'zh-Hant-TW'], 'zh-CN'],
    ['Chinese where it is none of ours', ['xx', null, 'de'], 'zh-CN'],
    ['not one that only begins so', [null, null, 'arn', 'kok', 'fil'], 'zh-CN'],
    ['Chinese where nothing is wished for', [], 'zh-CN'],
  ])('is %s', (_, wished, language) => {
    expect(firstOf(wished, LOCALES)).toBe(language)
  })

  it('is English on a page that has not the one wished for', () => {
    expect([firstOf(['ar'], WRITTEN), firstOf(['zh-HK'], WRITTEN), firstOf([null], WRITTEN)]).toEqual(['en', 'zh-CN', 'zh-CN'])
  })

  it.each(LOCALES)('has a name and a direction: %s', (language) => {
    expect(NAMES[language]).not.toBe('')
    const { direction } = (new Intl.Locale(language) as Intl.Locale & { textInfo: { direction: string } }).textInfo
    expect(directionOf(language)).toBe(direction)
  })
})

describe('a number in a sentence', () => {
  it.each(LOCALES)('has the forms that Unicode knows, in its order: %s', (language) => {
    const known: string[] = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    expect(FORMS[language]).toEqual(CANONICAL.filter((form) => known.includes(form)))
  })

  it.each<[Locale, number[]]>([
    ['zh-CN', [0, 0, 0, 0, 0, 0]],
    ['en', [1, 0, 1, 1, 1, 1]],
    ['ru', [2, 0, 1, 2, 0, 2]],
    ['ar', [0, 1, 2, 4, 4, 5]],
  ])('takes its form in %s', (language, forms) => {
    expect([0, 1, 2, 11, 21, 100].map((n) => formOf(language, n, FORMS[language].length))).toEqual(forms)
  })

  it('has Western digits everywhere, as on tickets and in codes', () => {
    for (const language of LOCALES) expect(new Intl.DateTimeFormat(tagOf(language), { dateStyle: 'long' }).format(new Date('2026-03-12'))).toMatch(/12.*2026|2026.*12/)
  })
})
