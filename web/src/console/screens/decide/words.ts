import { t } from '../../../shared/i18n'
import { policyDay, shortDay } from '../../../shared/time/dates'
import { trueNow } from '../../../shared/time/trueTime'
import type { Proposal } from './hindrance'

/** A message, or nothing where there is none. */
function maybe(key: string, values: Record<string, unknown> = {}): string {
  const words = t(key, values)
  return words === key ? '' : words
}

export const counted = (n: number, locale: string) => new Intl.NumberFormat(locale).format(n)

/** A field of a content as a label; the API's own name of one that has no words yet. */
export const labelOf = (path: string): string => (path.startsWith(COLUMN) ? t('decide.column', { name: path.slice(COLUMN.length) }) : maybe(`decide.field.${path.split('.').at(-1)}`) || path)

/** Of a file's columns the path goes on with the file's own name, whatever it holds. */
const COLUMN = 'columns.'

const DAY = /^\d{4}-\d\d-\d\d$/
const REGIONS = new Set(['region', 'code', 'county'])

/** A value as it is read: enumerations and days in words, regions by name. */
export function valueOf(path: string, value: unknown, locale: string, regionName: (code: string) => string): string {
  if (path.startsWith(COLUMN)) return typeof value === 'string' ? maybe(`decide.value.columns.${value.replace('.', '_')}`) || value : t('decide.notRead')
  const name = path.split('.').at(-1)!
  if (value === null || value === undefined || value === '') return t('decide.nothing')
  if (Array.isArray(value)) return value.map((each) => valueOf(path, each, locale, regionName)).join(t('listSeparator'))
  if (typeof value === 'boolean') return t(value ? 'decide.yes' : 'decide.no')
  if (typeof value === 'number') return counted(value, locale)
  if (REGIONS.has(name) && typeof value === 'string') return regionName(value)
  if (typeof value === 'string' && DAY.test(value)) return shortDay(value, locale) + (value.slice(0, 4) === policyDay(trueNow()).slice(0, 4) ? '' : ` ${value.slice(0, 4)}`)
  return maybe(`decide.value.${name}.${String(value)}`) || (name === 'roles' ? maybe(`role.${String(value)}`) : '') || String(value)
}

/** What is to be decided, or was: one sentence with numbers. */
export function sentenceOf(proposal: Proposal, locale: string, regionName: (code: string) => string): string {
  const { content, kind, touches } = proposal
  const told = { ...content, ...((content.told as Record<string, unknown> | undefined) ?? {}) }
  const words = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, valueOf(name, value, locale, regionName)]))
  const form = kind === 'rating_correction' && content.withdrawn ? 'rating_withdrawn' : kind === 'rating' && !content.until ? 'rating_open' : kind
  const values = { ...words, what: words.kind ?? '', region: regionName(proposal.region), people: counted(Number(content.people ?? touches.people), locale) }
  return t(`decide.stands.${proposal.status}`, { what: maybe(`decide.will.${form}`, values) || t(`kind.proposals.${kind}`) })
}

/** Whom it touches: how many, and how many of them turn. */
export function effectOf({ touches }: Proposal, locale: string): string {
  if (!touches.people) return t('decide.effect.nobody')
  const people = counted(touches.people, locale)
  const turning = [touches.to_red && t('decide.effect.red', { count: counted(touches.to_red, locale) }), touches.to_yellow && t('decide.effect.yellow', { count: counted(touches.to_yellow, locale) })]
  return [t(touches.estimated ? 'decide.effect.about' : 'decide.effect.people', { n: touches.people, people }), ...turning.filter(Boolean)].join(t('decide.effect.and'))
}
