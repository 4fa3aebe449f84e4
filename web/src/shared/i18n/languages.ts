/** The languages of the pages: what each is called, how it is written and counted, and who has reviewed it. */
export const LOCALES = ['zh-CN', 'en', 'ja', 'ko', 'fr', 'es', 'ru', 'ar'] as const
export type Locale = (typeof LOCALES)[number]

/** The two in which every page is written; into the others the residents' page is translated. */
export const WRITTEN = ['zh-CN', 'en'] as const
export type Written = (typeof WRITTEN)[number]

/** What a person who knows the language has read whole. The others say on the page that nobody has (docs/languages.md). */
export const REVIEWED: readonly Locale[] = WRITTEN

/** Each by its own name: whoever looks for it may know no other. */
export const NAMES: Record<Locale, string> = {
  'zh-CN': '中文',
  en: 'English',
  ja: '日本語',
  ko: '한국어',
  fr: 'Français',
  es: 'Español',
  ru: 'Русский',
  ar: 'العربية',
}

export const directionOf = (language: Locale): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

/** As `Intl` is asked: Thursday 12 March in English, and in Arabic the digits that codes and tickets have. */
const TAGS: Partial<Record<Locale, string>> = { en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' }
export const tagOf = (locale: string): string => TAGS[locale as Locale] ?? locale

/** The forms of a sentence with a number, as Unicode names and orders them. Written out, since browsers know different ones. */
type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
export const FORMS: Record<Locale, readonly Form[]> = {
  'zh-CN': ['other'],
  en: ['one', 'other'],
  ja: ['other'],
  ko: ['other'],
  fr: ['one', 'many', 'other'],
  es: ['one', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
}

/** Which of a sentence's forms, parted by `|`, says `n`. */
export function formOf(language: Locale, n: number, forms: number): number {
  const form = new Intl.PluralRules(language).select(n)
  return Math.min(FORMS[language].indexOf(form), forms - 1)
}

const BY_TAG = new Map(LOCALES.map((language) => [language.split('-')[0]!, language]))

/**
 * The first language of ours among those wished for, whatever its region; Chinese where there is none. A page that lacks
 * it is shown in English.
 */
export function firstOf(wished: readonly (string | null)[], offered: readonly Locale[]): Locale {
  const known = wished.map((tag) => BY_TAG.get(String(tag).toLowerCase().split('-')[0]!)).find(Boolean) ?? 'zh-CN'
  return offered.includes(known) ? known : 'en'
}
