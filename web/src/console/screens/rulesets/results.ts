/** What a simulation found, as its tables show it. Pure. */
import type { components } from '../../../shared/api/generated'

export type Result = components['schemas']['SimulationResult']
export const COLOURS = ['green', 'yellow', 'red'] as const
type Colour = (typeof COLOURS)[number]

export interface Cell {
  before: string
  after: string
  /** null: withheld, because the group is small. */
  count: number | null
  turn: 'worse' | 'better' | 'same'
}
const turnOf = (before: string, after: string, order: readonly string[] = COLOURS): Cell['turn'] => (order.indexOf(after) > order.indexOf(before) ? 'worse' : after === before ? 'same' : 'better')

/** Before × after of one scheme: who stays is who has the colour then without who came to it. */
export function matrixOf({ changes, colours }: Pick<Result, 'changes' | 'colours'>, scheme: string): Cell[][] {
  const count = (before: Colour, after: Colour) => changes[scheme]?.[`${before}>${after}`] ?? null
  const staying = (colour: Colour) => {
    const came = COLOURS.filter((each) => each !== colour).map((each) => count(each, colour))
    const all = colours[scheme]?.[colour] ?? null
    return all === null || came.includes(null) ? null : all - came.reduce<number>((sum, each) => sum + each!, 0)
  }
  return COLOURS.map((before) => COLOURS.map((after) => ({ before, after, count: before === after ? staying(before) : count(before, after), turn: turnOf(before, after) })))
}

/** Regions in which the most get worse, twenty at most. */
export const worstOf = ({ regions }: Pick<Result, 'regions'>) => [...regions].sort((one, other) => (other.worse ?? -1) - (one.worse ?? -1) || (other.better ?? -1) - (one.better ?? -1)).slice(0, 20)

/** Days of people of one scheme, `none` where no code was shown; rows without any left out. */
export function daysOf(days: Record<string, number>): Cell[] {
  return Object.entries(days)
    .filter(([, count]) => count > 0)
    .map(([pair, count]) => {
      const [before = '', after = ''] = pair.split('>')
      return { before, after, count, turn: before === 'none' || after === 'none' ? ('same' as const) : turnOf(before, after) }
    })
    .sort((one, other) => Number(one.before === one.after) - Number(other.before === other.after) || other.count - one.count)
}
