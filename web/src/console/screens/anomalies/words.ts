import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'

/** What a gate measured or said, in one line. */
export function measured({ temperature, reported }: components['schemas']['WaitingAnomaly']): string {
  return [temperature === null ? '' : `${temperature.toFixed(1)} °C`, reported ?? ''].filter(Boolean).join(' · ') || t('anomalies.unsaid')
}
