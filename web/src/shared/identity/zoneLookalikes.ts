/**
 * What recognising print makes of a machine-readable zone, put right by what may stand at each place: digits in a
 * date, letters in a name, either in a number, whose check digit says which of two look-alikes it was.
 */
import { zoneCheck } from './zone'

export type Kind = 'type' | 'country' | 'names' | 'mixed' | 'digits' | 'sex' | 'check' | 'last'
export type Field = [kind: Kind, length: number]

const DIGITS: Record<string, string> = { O: '0', Q: '0', D: '0', U: '0', I: '1', L: '1', Z: '2', A: '4', S: '5', G: '6', T: '7', B: '8' }
const LETTERS: Record<string, string> = { 0: 'O', 1: 'I', 2: 'Z', 4: 'A', 5: 'S', 6: 'G', 7: 'T', 8: 'B' }
const EITHER: Record<string, string> = { O: '0', 0: 'O', I: '1', 1: 'I', Z: '2', 2: 'Z', S: '5', 5: 'S', G: '6', 6: 'G', B: '8', 8: 'B', T: '7', 7: 'T' }
/** More look-alikes in one number are no reading any more, but a guess. */
const MOST_COST = 2
/** Numbers are mostly digits: a letter is likelier a misread digit than the other way round. */
const costOf = (sign: string) => (/[A-Z]/.test(sign) ? 1 : 2)

const each = (text: string, table: Record<string, string>) => [...text].map((sign) => table[sign] ?? sign).join('')
const fillers = (text: string) => '<'.repeat(text.length)

/** A row of fillers is easily read as K, L or C: at the end of a field, where fillers stand before or after them. */
const filled = (text: string) => text.replace(/^[<KLC]{2,}$|<[<KLC]*$/, (run) => (run.includes('<') ? fillers(run) : run))

/** All readings with look-alikes exchanged at exactly this cost. */
function* exchanged(text: string, cost: number, from = 0): Generator<string> {
  if (!cost) yield text
  for (let at = from; cost && at < text.length; at += 1) {
    const [sign, other] = [text[at]!, EITHER[text[at]!]]
    if (other && costOf(sign) <= cost) yield* exchanged(text.slice(0, at) + other + text.slice(at + 1), cost - costOf(sign), at + 1)
  }
}

const fits = (text: string, digit: string) => zoneCheck(text) === digit || (digit === '<' && text === fillers(text))

/**
 * The likeliest reading that its check digit allows; as it was where none or several alike do: the check digit of the
 * whole line weighs a number as its own one does and cannot tell them apart either.
 */
function checked(text: string, digit: string): string {
  for (let cost = 0; cost <= MOST_COST; cost += 1) {
    for (const base of new Set([text, filled(text)])) {
      const found = new Set([...exchanged(base, cost)].filter((one) => fits(one, digit)))
      if (found.size) return found.size === 1 ? [...found][0]! : text
    }
  }
  return text
}

/** Names have no check digit: only what cannot be a name is changed, the person compares the rest. */
function names(text: string): string {
  const letters = each(text, LETTERS)
  const parted = letters.includes('<<') && !/^[^<]*<[^<].*?<<+[<KLC]*$/.test(letters) ? letters : letters.replace(/[KLC]<|<[KLC]/, '<<')
  const cut = parted.indexOf('<<') + 2
  if (cut < 2) return parted
  const given = parted.slice(cut)
  const tail = given.includes('<<') ? /<<[<KLC]*$/ : /[<KLC]{6,}$/
  return parted.slice(0, cut) + given.replace(tail, fillers)
}

function single(kind: Kind, text: string): string {
  if (kind === 'type') return each(text[0]!, LETTERS) + each(text.slice(1), { ...LETTERS, K: '<', C: '<' })
  if (kind === 'country') return each(text, LETTERS).replace(/^D[<KLC]{2}$/, 'D<<')
  if (kind === 'names') return names(text)
  if (kind === 'sex') return each(text, { H: 'M', N: 'M', P: 'F', E: 'F', K: '<', L: '<', C: '<' })
  return kind === 'mixed' ? filled(text) : each(text, DIGITS)
}

/** One row, put right field by field; `row` is as long as the fields together. */
export function putRight(row: string, fields: Field[]): string {
  let at = 0
  const pieces = fields.map(([kind, length]) => ({ kind, text: row.slice(at, (at += length)) }))
  return pieces
    .map(({ kind, text }, place) => {
      const next = pieces[place + 1]
      return kind === 'mixed' && next?.kind === 'check' ? checked(text, each(next.text, DIGITS)) : single(kind, text)
    })
    .join('')
}
