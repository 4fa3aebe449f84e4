import { type Catalogue, translated } from './catalogue'
import type { Description } from './description'
import { guide as english, words as englishWords } from './guide/en'
import { guide as chinese, words as chineseWords } from './guide/zh-CN'
import { portal } from './portal'
import './portal.css'
import { theme } from './theme'
import { startTrust } from './trust'

declare const __API_VIEWER__: string

interface Viewer {
  init(description: object, options: object, element: HTMLElement, done: (error?: Error) => void): void
}

// This page takes nothing from shared/: what it took would become pieces of their own in every other page's first load.
/** The description is in English: its words in another language come only to whoever reads that one. */
const CATALOGUES: Record<keyof typeof GUIDES, () => Promise<Catalogue | null>> = {
  en: async () => null,
  'zh-CN': async () => (await import('./chinese.json')).default as unknown as Catalogue,
}
const GUIDES = { en: { guide: english, words: englishWords }, 'zh-CN': { guide: chinese, words: chineseWords } }
const spoken = new URLSearchParams(location.search).get('lang') ?? navigator.language
const locale = spoken.startsWith('zh') ? 'zh-CN' : 'en'

async function read<Answer>(url: string): Promise<Answer> {
  const answer = await fetch(url, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as Answer
}

/** Where openapi.json is: the API's address is written beside the page at deployment, empty for this origin. */
async function addressOfDescription(): Promise<string> {
  const { api } = await read<{ api?: string }>('./config.json')
  return new URL(`${(api ?? '').replace(/\/+$/, '')}/v1/openapi.json`, location.origin).href
}

function viewer(): Promise<Viewer> {
  return new Promise((loaded, failed) => {
    const script = document.createElement('script')
    script.src = `./${__API_VIEWER__}`
    script.onload = () => loaded((window as unknown as { Redoc: Viewer }).Redoc)
    script.onerror = () => failed(new Error('viewer'))
    document.head.append(script)
  })
}

const show = (redoc: Viewer, description: object, downloadUrl: string, labels: Record<string, string> = {}) =>
  new Promise<void>((shown, failed) =>
    redoc.init(
      description,
      {
        theme,
        labels,
        scrollYOffset: 'header.top',
        downloadUrls: [{ title: 'openapi.json', url: downloadUrl }],
        sortRequiredPropsFirst: true,
        expandResponses: '200,201,202',
        generatedSamplesMaxDepth: 4,
        jsonSamplesExpandLevel: 3,
        minCharacterLengthToInitSearch: 2,
        pathInMiddlePanel: true,
        nativeScrollbars: true,
      },
      document.getElementById('reference')!,
      (error) => (error ? failed(error) : shown()),
    ),
  )

function link(text: string, href: string, test: string): HTMLAnchorElement {
  const element = document.createElement('a')
  element.append(text)
  element.href = href
  element.dataset.test = test
  return element
}

/** The way to what is sought most, and the guide in the other language. */
function addShortcuts({ begin, errors }: { begin: string; errors: string }, downloadUrl: string): void {
  const other = locale === 'en' ? 'zh-CN' : 'en'
  const language = link(other === 'en' ? 'English' : '中文', `?lang=${other}`, 'language')
  language.lang = other
  const download = link('openapi.json', downloadUrl, 'download')
  download.download = 'openapi.json'
  const sections = [begin, errors].map((name) => link(name, `#section/${name.replaceAll(' ', '-')}`, 'section'))
  document.getElementById('shortcuts')!.replaceChildren(...sections, download, language)
}

function say(sentence: string, again: string): void {
  const state = document.createElement('p')
  state.setAttribute('role', 'alert')
  state.append(`${sentence} `, link(again, location.href, 'again'))
  document.getElementById('reference')!.replaceChildren(state)
}

/** The viewer's own word for its search cannot be chosen. */
function nameSearch(word: string): void {
  const field = document.querySelector<HTMLInputElement>('#reference [role=search] input')
  field?.setAttribute('placeholder', word)
  field?.setAttribute('aria-label', word)
}

async function start(): Promise<void> {
  document.documentElement.lang = locale
  startTrust()
  const { guide, words } = GUIDES[locale]
  try {
    const address = await addressOfDescription()
    addShortcuts(words.shortcuts, address)
    const [redoc, description, catalogue] = await Promise.all([viewer(), read<Description>(address), CATALOGUES[locale]()])
    const roles = (names: string[] | undefined) => names?.map((name) => `${catalogue?.roles[name] ?? ''}\`${name}\``)
    const saying = { whoMay: (names: string[] | undefined) => words.whoMay(roles(names)) }
    const said = catalogue ? translated(description, catalogue) : description
    await show(redoc, portal(said, address.replace('/v1/openapi.json', ''), guide, saying), address, catalogue?.viewer)
    nameSearch(words.search)
  } catch {
    say(words.failed, words.again)
  }
}

void start()
