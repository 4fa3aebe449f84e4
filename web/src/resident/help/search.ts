/** A question with its answer, as it is searched. */
export interface Searched<Name extends string> {
  name: Name
  question: string
  answer: string
  /** Other words that people use for it. */
  also: string
}

/** What share of the pieces has to occur, and how close to the best a text has to come. */
const ENOUGH = 0.5
const NEAR = 0.6
const HAN = /[\u3400-\u9fff]+/g
const WORD = /[a-z0-9]+/g
/** Words that say nothing of what is asked. */
const EMPTY = new Set('a an and are be can do does for have how i in is it me my no not of on or the there to what when where which who why with you your'.split(' '))

/** Chinese is written without spaces, so that its pieces are pairs of characters. */
function pieces(query: string): string[] {
  const text = query.toLowerCase()
  const pairs = [...text.matchAll(HAN)].flatMap(([run]) =>
    run.length < 3 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  )
  const words = [...text.matchAll(WORD)].map(([word]) => word)
  const telling = words.filter((word) => !EMPTY.has(word))
  return [...pairs, ...(telling.length ? telling : words)]
}

/** Whether a piece occurs: Chinese anywhere, of other words the beginning. */
const occurs = (piece: string, text: string) => (/^[a-z0-9]/.test(piece) ? new RegExp(`\\b${piece}`).test(text) : text.includes(piece))

/** How well a text fits: what is found in the question or its other words counts more than in the answer, and most as it was asked. */
function fit<Name extends string>(asked: string, wanted: string[], entry: Searched<Name>): number {
  const [first, rest] = [`${entry.question} ${entry.also}`.toLowerCase(), entry.answer.toLowerCase()]
  const found = wanted.map((piece): number => (occurs(piece, first) ? 2 : occurs(piece, rest) ? 1 : 0))
  const share = found.filter(Boolean).length / wanted.length
  return share < ENOUGH ? 0 : found.reduce((sum, each) => sum + each, first.includes(asked) ? 2 : 0)
}

/** The entries that fit what is asked, the best first; all of them for an empty question. */
export function search<Name extends string>(query: string, entries: Searched<Name>[]): Searched<Name>[] {
  const wanted = pieces(query)
  if (!wanted.length) return query.trim() ? [] : entries
  const scored = entries.map((entry) => ({ entry, score: fit(query.trim().toLowerCase(), wanted, entry) }))
  const best = Math.max(...scored.map(({ score }) => score))
  return scored
    .filter(({ score }) => score > 0 && score >= best * NEAR)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}
