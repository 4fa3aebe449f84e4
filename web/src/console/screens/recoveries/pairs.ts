import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { plainDay } from '../../../shared/time/dates'
import type { Pair } from '../../review/SideBySide.vue'

export type WaitingRecovery = components['schemas']['WaitingRecovery']
export type Recovery = components['schemas']['RecoveryShown']

const OF_REGION = new Set(['residence', 'country'])

/** What one claim says beside what the record says, a row a field. */
export function pairsOf(recovery: Recovery, claim: number, locale: string, regionName: (code: string) => string): Pair[] {
  const told = (field: string, value: string | null) => (value && OF_REGION.has(field) ? regionName(value) : value)
  const pair = (field: string, one: string | null, other: string | null, same: boolean | null): Pair => ({ key: field, label: t(`recoveries.field.${field}`), one: told(field, one), other: told(field, other), same })
  const { subject, name, number, name_before = null, before, country = null, expires_on = null } = recovery
  if (subject === 'number') {
    const rest = [pair('country', country, null, null), pair('expires_on', expires_on && plainDay(expires_on, locale), null, null)]
    return [pair('number', number, before, number === before), pair('name', name, null, null), ...rest].filter(({ one }) => one !== null)
  }
  if (subject === 'name') return [pair('name', name, name_before, name === name_before), pair('number', number, null, null)]
  // Nobody's record stands beside a claim about nobody's document.
  return (recovery.compared[claim] ?? []).map(({ field, claimed, recorded, agrees }) => pair(field, claimed, recorded, recorded === null ? null : agrees))
}
