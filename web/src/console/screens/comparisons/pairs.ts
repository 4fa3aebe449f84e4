import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { plainDay } from '../../../shared/time/dates'
import type { Pair } from '../../review/SideBySide.vue'

export type PeopleCompared = components['schemas']['PeopleCompared']
export type Side = NonNullable<PeopleCompared['newcomer']>

/** Which documents are beside each other: of a list it is enough. */
export function documentsOf({ newcomer, other }: PeopleCompared): string {
  const word = (side: Side | null) => (side ? t(`review.document.${side.document.type}`) : t('comparisons.gone'))
  return t('comparisons.beside', { one: word(newcomer), other: word(other) })
}

/** A record's rule in words; its own name where it has none yet. */
function ruleWords(rule: string): string {
  const words = t(`comparisons.rule.${rule}`)
  return words === `comparisons.rule.${rule}` ? rule : words
}

type Shown = [key: string, told: (side: Side) => string | null]

/** Both records, a row a field; a field that neither has is left out. Two documents are different ones by themselves. */
export function pairsOf({ newcomer, other }: PeopleCompared, locale: string, regionName: (code: string) => string): Pair[] {
  const day = (value: string | null) => (value ? plainDay(value, locale) : null)
  const place = (code: string | null) => (code ? regionName(code) : null)
  const shown: Shown[] = [
    ['name', (side) => side.name],
    ['birth_date', (side) => day(side.birth_date)],
    ['sex', (side) => (side.sex ? t(`review.sex.${side.sex}`) : null)],
    ['nationality', (side) => place(side.nationality)],
    ['residence', (side) => place(side.residence)],
    ['address', (side) => side.address],
    ['document', (side) => t(`review.document.${side.document.type}`)],
    ['number', (side) => side.document.number],
    ['country', (side) => place(side.document.country)],
    ['expires_on', (side) => day(side.document.expires_on)],
    ['certification', (side) => t(`comparisons.certified.${side.certification}`)],
    ['relation', (side) => t(`comparisons.relations.${side.relation}`)],
    ['holds', (side) => side.holds.map(ruleWords).join(t('listSeparator')) || t('comparisons.noHolds')],
    ['created_at', (side) => day(side.created_at.slice(0, 10))],
  ]
  return shown
    .map(([key, told]) => ({ key, one: newcomer && told(newcomer), other: other && told(other) }))
    .filter(({ one, other: second }) => one !== null || second !== null)
    .map(({ key, one, other: second }) => ({ key, label: t(`comparisons.field.${key}`), one, other: second, same: OWN.has(key) || one === null || second === null ? null : one === second }))
}

/** What each record has by itself: that it differs says nothing about whose it is. */
const OWN = new Set(['document', 'number', 'expires_on', 'country', 'created_at', 'certification', 'holds', 'relation'])
