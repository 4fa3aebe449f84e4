import { createI18n } from 'vue-i18n'
import { persistently } from '../device/pieces'
import { load, save } from '../storage/local'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]
type Messages = Record<string, unknown>
export type Loaders = Record<Locale, () => Promise<{ default: Messages }>>

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: {} as Record<string, never>,
  missingWarn: false,
  fallbackWarn: false,
})

let loaders: Loaders
/** Words of parts that most people never open, by part; they come with the part. */
const extras = new Map<string, Loaders>()

/** The language a link asks for (`?lang=en`), else the one chosen here before, else the device's, else Chinese. */
export function preferredLocale(): Locale {
  const asked = new URLSearchParams(location.search).get('lang')
  const chosen = asked ?? load<string | null>('language', null)
  if (LOCALES.includes(chosen as Locale)) return chosen as Locale
  const spoken = navigator.languages?.find((language) => /^(zh|en)\b/.test(language)) ?? 'zh-CN'
  return spoken.startsWith('en') ? 'en' : 'zh-CN'
}

async function fetchMessages(locale: Locale): Promise<void> {
  if (i18n.global.availableLocales.includes(locale as never)) return
  i18n.global.setLocaleMessage(locale as never, (await persistently(loaders[locale])).default as never)
}

/** Loads the first language and switches the page to it. Only the language in use is downloaded. */
export async function startI18n(pageLoaders: Loaders): Promise<void> {
  loaders = pageLoaders
  await switchTo(preferredLocale())
}

/** Adds the words of one part of the page, in the language in use now and in the one chosen later. */
export async function addWords(part: string, partLoaders: Loaders): Promise<void> {
  const locale = currentLocale()
  await merge(partLoaders, locale)
  extras.set(part, partLoaders)
  // The language may have been switched while the words were on their way.
  if (currentLocale() !== locale) await merge(partLoaders, currentLocale())
}

async function merge(partLoaders: Loaders, locale: Locale): Promise<void> {
  i18n.global.mergeLocaleMessage(locale as never, (await persistently(partLoaders[locale])).default as never)
}

async function switchTo(locale: Locale): Promise<void> {
  await fetchMessages(locale)
  await Promise.all([...extras.values()].map((part) => merge(part, locale)))
  ;(i18n.global.locale as unknown as { value: string }).value = locale
  document.documentElement.lang = locale
}

export async function chooseLocale(locale: Locale): Promise<void> {
  await switchTo(locale)
  save('language', locale)
}

/** The language in use, also outside of components. */
export function currentLocale(): Locale {
  return (i18n.global.locale as unknown as { value: Locale }).value
}

/** The sentence for `key`, also outside of components. */
export const say = (key: string, values: Record<string, unknown> = {}): string =>
  (i18n.global as unknown as { t: (key: string, values: Record<string, unknown>) => string }).t(key, values)
