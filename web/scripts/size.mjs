/**
 * What a person downloads before the resident page answers, and staff before the console does, compressed, against the budget. Counted from the build's
 * own manifest: the page, everything it imports at once, one language, and the first screens of a new and of a
 * returning person. Fails when over.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const DIST = new URL('../dist/', import.meta.url)
// All of the page is never fetched at once: it was 255 kB, and the choice among languages,
// of what is near, and of how one is told came to it; so did log-in by WeChat and Alipay, and messages by WeChat (3 kB), which come where they are offered.
// So did the number of a venue that is typed where no camera reads its code, and the settings as they were seen last:
// both come when they are needed. So did four lists as they were seen last, names of phones, and sentences that name their field.
// One Vue serves all pages of the build: what the console alone uses of it is 1 kB that residents carry too.
const BUDGETS = {
  'first load (welcome, Chinese)': 76_000,
  'first load (code, Chinese)': 91_500,
  'all of the resident page': 278_000,
  'the answers of the help (Chinese)': 8_000,
  'first load of the console (Chinese)': 200_000,
}
// County names, the reader of codes that only a browser without its own one needs, the reader of print
// that one button fetches, the dictionaries of passwords, and the answers of the help.
const LAZY_DATA = /areas|countyPlaces|barcode-detector|tesseract|zxcvbn|help\/messages/
// Six languages come when they are chosen: each has a budget of its own, of which the first words are what somebody waits for.
const CHOSEN = ['ja', 'ko', 'fr', 'es', 'ru', 'ar']
const OF_A_LANGUAGE = { first: 10_000, whole: 42_000 }
const CHOSEN_WORDS = new RegExp(`src/resident/.*/(${CHOSEN.join('|')})\\.ts$`)

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))
const weigh = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length

/** The files of a piece and of everything it imports at once, or with `all`, later too. */
function filesOf(key, all = false, seen = new Set(), without = LAZY_DATA) {
  if (seen.has(key) || without.test(key)) return new Set()
  seen.add(key)
  const piece = manifest[key]
  const next = [...(piece.imports ?? []), ...(all ? (piece.dynamicImports ?? []) : [])]
  return new Set([piece.file, ...(piece.css ?? []), ...next.flatMap((name) => [...filesOf(name, all, seen, without)])])
}

const screen = (part, name) => filesOf(`src/resident/${part}/screens/${name}.vue`)
const answers = new Set([manifest['src/resident/help/messages/zh-CN.ts'].file])
const chinese = filesOf('src/resident/words/zh-CN.ts')
const FIRST_OF_THE_CONSOLE = Object.keys(manifest).filter((key) => /src\/console\/screens\/(login|work)\/(\w+\.vue|messages\/zh-CN)/.test(key))
const sets = {
  'first load (welcome, Chinese)': new Set([...filesOf('index.html'), ...chinese, ...screen('welcome', 'WelcomeScreen')]),
  'first load (code, Chinese)': new Set([...filesOf('index.html'), ...chinese, ...screen('code', 'CodeScreen')]),
  'all of the resident page': filesOf('index.html', true, new Set(), new RegExp(`${LAZY_DATA.source}|${CHOSEN_WORDS.source}`)),
  'the answers of the help (Chinese)': answers,
  'first load of the console (Chinese)': new Set([...filesOf('console.html'), ...filesOf('src/console/messages/zh-CN.ts'), ...FIRST_OF_THE_CONSOLE.flatMap((key) => [...filesOf(key)])]),
}

/** The pieces of a language's words, without the pages' parts that they stand beside. */
const wordsOf = (language, whole) => {
  const piece = manifest[`src/resident/words/${language}.ts`]
  return new Set([piece.file, ...(whole ? piece.dynamicImports.map((key) => manifest[key].file) : [])])
}
for (const language of CHOSEN)
  for (const part of ['first', 'whole']) {
    sets[`words, ${part} (${language})`] = wordsOf(language, part === 'whole')
    BUDGETS[`words, ${part} (${language})`] = OF_A_LANGUAGE[part]
  }

let over = false
for (const [name, files] of Object.entries(sets)) {
  const page = name.includes('console') ? 'console.html' : 'index.html'
  const bytes = (files === answers || name.startsWith('words') ? 0 : weigh(page)) + [...files].filter((file) => /\.(js|css)$/.test(file)).reduce((sum, file) => sum + weigh(file), 0)
  const fits = bytes <= BUDGETS[name]
  over ||= !fits
  console.log(`${fits ? 'ok  ' : 'OVER'} ${name.padEnd(34)} ${(bytes / 1000).toFixed(1)} kB of ${BUDGETS[name] / 1000} kB, ${files.size} files`)
}
if (!readdirSync(DIST).includes('sw.js')) throw new Error('The service worker is missing from the build.')
process.exitCode = over ? 1 : 0
