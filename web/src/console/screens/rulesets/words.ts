import { t } from '../../../shared/i18n'
import { type Phase, SCHEMES, type Scheme, type Terms } from './data'

const orIt = (key: string, otherwise: string) => (t(key) === key ? otherwise : t(key))
export const itemWords = (path: string): string => orIt(`rulesets.item.${path.replaceAll('.', '_')}`, path)
export const ruleWords = (rule: string): string => orIt(`rulesets.rule.${rule.replaceAll('.', '_')}`, rule)

const phaseWords = ({ colour, days, checkins }: Phase) => t('rulesets.phase', { colour: orIt(`rulesets.colour.${colour}`, colour), days, checkins })
export const termsWords = (terms: Terms): string => (terms ? terms.map(phaseWords).join(t('rulesets.then')) : t('rulesets.off'))

/** A rule in words: once where both schemes have the same. */
export function ruleSays(terms: Record<Scheme, Terms>): string[] {
  const [domestic, international] = SCHEMES.map((scheme) => termsWords(terms[scheme]))
  return domestic === international ? [domestic!] : SCHEMES.map((scheme) => `${t(`rulesets.scheme.${scheme}`)}: ${termsWords(terms[scheme])}`)
}

/** The value of any other item in words. */
export function itemSays(value: unknown): string {
  if (value === undefined || value === null || value === '') return t('rulesets.none')
  if (Array.isArray(value)) {
    if (!value.length) return t('rulesets.none')
    return value.map((each) => (typeof each === 'string' ? orIt(`rulesets.symptom.${each}`, each) : obligedSays(each as Record<string, unknown>))).join(t('listSeparator'))
  }
  if (typeof value === 'object') return Object.entries(value).map(([name, minutes]) => `${orIt(`rulesets.venue.${name}`, name)} ${minutes}`).join(t('listSeparator')) || t('rulesets.none')
  return String(value)
}
const obligedSays = ({ from, until, countries }: Record<string, unknown>) => `${from} – ${until ?? t('rulesets.further')}: ${(countries as string[]).join(' ')}`
