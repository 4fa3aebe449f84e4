/** A rule set's data as forms: which items there are, how each is written, what differs. Pure. */
export const SCHEMES = ['domestic', 'international'] as const
export type Scheme = (typeof SCHEMES)[number]
export type Data = Record<string, unknown>
export interface Phase {
  colour: string
  days: number | string
  checkins: number | string
}
/** A rule in one scheme: its phases, or null where it is switched off. */
export type Terms = Phase[] | null

export const RULES = [
  'case.confirmed', 'case.suspected', 'case.asymptomatic', 'contact.close', 'contact.building', 'contact.declared', 'region.high', 'region.medium',
  'symptom', 'test.declared', 'gate.anomaly', 'worsened', 'undeclared', 'designated.red', 'designated.yellow',
] as const
export const SYMPTOMS = ['fever', 'dry_cough', 'fatigue', 'sore_throat', 'shortness_of_breath', 'diarrhea', 'other_respiratory'] as const
export const VENUES = [
  'airport', 'railway_station', 'coach_station', 'hospital', 'hotel', 'construction_site', 'checkpoint', 'government_or_company', 'factory', 'school', 'bank', 'restaurant',
  'shopping_complex', 'culture_or_sport', 'community', 'other',
] as const

export type ItemKind = 'number' | 'text' | 'day' | 'clock' | 'symptoms' | 'codes' | 'minutes' | 'obliged'
export interface Item {
  path: string
  kind: ItemKind
  /** May be left empty: it is absent then. */
  optional?: boolean
}
const numbers = (...paths: string[]): Item[] => paths.map((path) => ({ path, kind: 'number' }))

/** Every item but the rules, by section. A test holds the list against the built-in set. */
export const SECTIONS: readonly { name: string; items: readonly Item[] }[] = [
  { name: 'general', items: [{ path: 'fever', kind: 'text' }, { path: 'symptoms', kind: 'symptoms' }, ...numbers('contact_review_days', 'outage_grace_hours')] },
  { name: 'international', items: numbers('international.valid_hours', 'international.undeclared_hours', 'international.closes_hours', 'international.reminder_hours') },
  {
    name: 'travel',
    items: [{ path: 'travel.policy_start', kind: 'day' }, ...numbers('travel.boarding_days'), { path: 'travel.unhealthy_symptoms', kind: 'symptoms' }, { path: 'travel.nationalities', kind: 'codes' }, { path: 'travel.obliged', kind: 'obliged' }],
  },
  { name: 'exposure', items: [...numbers('exposure.minimum_minutes'), { path: 'exposure.by_type', kind: 'minutes' }, ...numbers('exposure.infectious_days', 'exposure.trace_days').map((item) => ({ ...item, optional: true }))] },
  { name: 'quiet', items: [{ path: 'quiet.from', kind: 'clock', optional: true }, { path: 'quiet.until', kind: 'clock', optional: true }, { ...numbers('quiet.lead_minutes')[0]!, optional: true }] },
]
export const HEAD: readonly Item[] = [{ path: 'effective', kind: 'text' }]

export const copied = (data: Data): Data => JSON.parse(JSON.stringify(data)) as Data

export function valueAt(data: Data, path: string): unknown {
  return path.split('.').reduce<unknown>((found, part) => (found as Data | undefined)?.[part], data)
}

/** The data with another value; `undefined` takes the item away. */
export function changed(data: Data, path: string, value: unknown): Data {
  const [first, ...rest] = path.split('.') as [string, ...string[]]
  const next = { ...data }
  if (rest.length) next[first] = changed((data[first] as Data | undefined) ?? {}, rest.join('.'), value)
  else if (value === undefined) delete next[first]
  else next[first] = value
  return next
}

/** A whole number as a number; anything else as it was typed, for the API to say what is wrong with it. */
export const asNumber = (typed: string): number | string => (/^[0-9]{1,6}$/.test(typed.normalize('NFKC').trim()) ? Number(typed.normalize('NFKC').trim()) : typed)

type Stored = Phase & { then?: Phase[] }
const phases = ({ then = [], ...first }: Stored): Phase[] => [first, ...then].map(({ colour, days, checkins }) => ({ colour, days, checkins }))

/** A rule's terms in each scheme, however they were written. */
export function termsOf(data: Data, rule: string): Record<Scheme, Terms> {
  const stored = (data.rules as Record<string, Stored | Partial<Record<Scheme, Stored>>> | undefined)?.[rule]
  if (!stored) return { domestic: null, international: null }
  if ('colour' in stored) return { domestic: phases(stored), international: phases(stored) }
  return { domestic: stored.domestic ? phases(stored.domestic) : null, international: stored.international ? phases(stored.international) : null }
}

const sameTerms = (one: Terms, other: Terms) => JSON.stringify(one) === JSON.stringify(other)

/** The data with other terms of a rule: once where both schemes have the same, absent where it is off in both. */
export function withTerms(data: Data, rule: string, terms: Record<Scheme, Terms>): Data {
  const rules = { ...(data.rules as Data | undefined) }
  const stored = (all: Phase[]): Stored => ({ ...all[0]!, ...(all.length > 1 ? { then: all.slice(1) } : {}) })
  const { domestic, international } = terms
  if (!domestic && !international) delete rules[rule]
  else if (domestic && sameTerms(domestic, international)) rules[rule] = stored(domestic)
  else rules[rule] = Object.fromEntries(SCHEMES.flatMap((scheme) => (terms[scheme] ? [[scheme, stored(terms[scheme])]] : [])))
  return { ...data, rules }
}

/** Names in no order of their own; what is absent and an empty mapping are one. */
function plain(value: unknown): unknown {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return [...value].sort()
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other))
    return entries.length ? Object.fromEntries(entries) : null
  }
  return value ?? null
}
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(plain(one)) === JSON.stringify(plain(other))
export const sameRule = (one: Data, other: Data, rule: string): boolean => SCHEMES.every((scheme) => sameTerms(termsOf(one, rule)[scheme], termsOf(other, rule)[scheme]))

/** The row of the form at which a wrong field is said: `data.rules.contact.close.days` at `rules.contact.close`. */
export function rowOf(field: string): string {
  const path = field.replace(/^data\.?/, '')
  if (path.startsWith('rules.')) return `rules.${RULES.find((rule) => path === `rules.${rule}` || path.startsWith(`rules.${rule}.`)) ?? path.slice(6)}`
  const items = [...HEAD, ...SECTIONS.flatMap(({ items }) => items)]
  return items.find((item) => path === item.path || path.startsWith(`${item.path}.`))?.path ?? path
}
