import { addWords } from '../../shared/i18n'
import { LOCALES, type Locale } from '../../shared/i18n/languages'

type Words = Record<string, unknown>
interface Catalogue {
  default: Words
  later: Record<string, () => Promise<{ default: object }>>
}

/** All words of the residents' page, by language: each is a piece that only those download who chose it, and knows where its parts lie. */
export const words: Record<Locale, () => Promise<Catalogue>> = {
  'zh-CN': () => import('./zh-CN'),
  en: () => import('./en'),
  ja: () => import('./ja'),
  ko: () => import('./ko'),
  fr: () => import('./fr'),
  es: () => import('./es'),
  ru: () => import('./ru'),
  ar: () => import('./ar'),
}

async function wordsOf(part: string, language: Locale): Promise<{ default: Words }> {
  const { later } = await words[language]()
  return (await later[`../${part}/messages/${language}.ts`]!()) as { default: Words }
}

/** Adds the words of a part that most people never open, in the language in use now and in the one chosen later. */
export const partWords = (part: string) => (): Promise<void> =>
  addWords(part, Object.fromEntries(LOCALES.map((language) => [language, () => wordsOf(part, language)])) as Record<Locale, () => Promise<{ default: Words }>>)

/** The service worker keeps Chinese and English whole; of another language all parts come once it is in use, for when the network is away. */
export async function fetchWhole(language: Locale): Promise<void> {
  const { later } = await words[language]()
  for (const load of Object.values(later)) await load()
}
