/** Messages in several languages: the library's core finds and fills them; Vue's reactivity says when they change. */
import { type CoreOptions, type NamedValue, createCoreContext, registerMessageCompiler, translate } from '@intlify/core'
import { type Ref, readonly, ref, shallowReactive } from 'vue'
import { persistently } from '../device/pieces'
import { settings } from '../storage/local'
import { compiled } from './compiled'
import { LOCALES, type Locale, type Written, directionOf, firstOf, formOf } from './languages'

type Messages = Record<string, unknown>
type Loader = () => Promise<{ default: Messages }>
/** Where the words of each language lie that a page, or a part of one, has. */
export type Loaders = Record<Written, Loader> & Partial<Record<Locale, Loader>>

const locale = ref<Locale>('zh-CN')
/** What has been loaded, by language. Replaced whole, never changed inside: every sentence shown is then rendered again. */
const loaded = shallowReactive<{ [language: string]: Messages }>({})
registerMessageCompiler((text) => compiled(text as string))
const context = createCoreContext<string, CoreOptions<string>, object, object, object, string>({
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: loaded as Record<string, never>,
  pluralRules: Object.fromEntries(LOCALES.map((language) => [language, (n: number, forms: number) => formOf(language, n, forms)])),
  missingWarn: false,
  fallbackWarn: false,
})

let loaders: Loaders
/** Words of parts that most people never open, by part; they come with the part. */
const extras = new Map<string, Loaders>()

/**
 * The sentence for `key` in the language in use, with its placeholders filled; `n` among them chooses between forms for
 * one and for several. The key itself where no language has it. Inside a component it changes with the language.
 */
export const t = (key: string, values: NamedValue = {}): string => translate(context, key, isolated(values), { locale: locale.value }) as string

/** In lines that run from the right, a name in Latin letters or a number with signs keeps its own order: it stands between U+2068 and U+2069. */
function isolated(values: NamedValue): NamedValue {
  if (directionOf(locale.value) === 'ltr') return values
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u2068${value}\u2069` : value]))
}

/** `t` and the language in use, under the names that Vue's own package for messages gives them. */
export const useI18n = (): { t: typeof t; locale: Readonly<Ref<Locale>> } => ({ t, locale: readonly(locale) })

/** The languages that this page has. */
export const offered = (): Locale[] => LOCALES.filter((language) => language in loaders)

/** The language a link asks for (`?lang=en`), else the one chosen here before, else the device's, else Chinese. */
export function preferredLocale(languages: readonly Locale[] = LOCALES): Locale {
  const asked = new URLSearchParams(window.location.search).get('lang')
  return firstOf([asked, settings.load<string | null>('language', null), ...(navigator.languages ?? [])], languages)
}

/** Where a page, or a part of one, has no words in a language, they are English. */
const loaderOf = (of: Loaders, language: Locale): Loader => of[language] ?? of.en

async function fetchMessages(language: Locale): Promise<void> {
  if (loaded[language]) return
  loaded[language] = (await persistently(loaderOf(loaders, language))).default
}

/** Loads the first language and switches the page to it. Only the language in use is downloaded. */
export async function startI18n(pageLoaders: Loaders): Promise<void> {
  loaders = pageLoaders
  await switchTo(preferredLocale(offered()))
}

/** Adds the words of one part of the page, in the language in use now and in the one chosen later. */
export async function addWords(part: string, partLoaders: Loaders): Promise<void> {
  const language = locale.value
  await merge(partLoaders, language)
  extras.set(part, partLoaders)
  // The language may have been switched while the words were on their way.
  if (locale.value !== language) await merge(partLoaders, locale.value)
}

async function merge(partLoaders: Loaders, language: Locale): Promise<void> {
  const words = (await persistently(loaderOf(partLoaders, language))).default
  loaded[language] = { ...loaded[language], ...words }
}

async function switchTo(language: Locale): Promise<void> {
  await fetchMessages(language)
  await Promise.all([...extras.values()].map((part) => merge(part, language)))
  locale.value = language
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

export async function chooseLocale(language: Locale): Promise<void> {
  await switchTo(language)
  settings.save('language', language)
}

/** The language in use, also outside of components. */
export const currentLocale = (): Locale => locale.value
