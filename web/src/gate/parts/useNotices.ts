import { type ComputedRef, computed } from 'vue'
import { useI18n } from '../../shared/i18n'
import { clockTime } from '../../shared/time/dates'
import { endedUntil } from '../offline/keeper'
import { type Check, listIsOld, toCompare } from '../state/checks'
import type { Reading } from '../state/readings'

/** What was measured and seen, in a few words; empty for nothing. */
export function readingWords({ temperature, anomaly }: Reading, t: (key: string, values: { n: string }) => string): string {
  return [temperature === null ? '' : t('result.at', { n: temperature.toFixed(1) }), anomaly].filter(Boolean).join(' · ')
}

/** What a guard should look at beside the colour. */
export function useNotices(check: () => Check): ComputedRef<string[]> {
  const { t, locale } = useI18n()
  /** How far this phone knows of ended codes. */
  function offlineWords(): string {
    if (!endedUntil.value) return t('result.noList')
    return t(listIsOld() ? 'result.oldList' : 'result.here', { at: clockTime(new Date(endedUntil.value), locale.value) })
  }

  return computed(() => {
    const { answer, reading, source, entry, anomaly, takenBack, compared } = check()
    const comparing = toCompare(check())
    const notices: string[] = []
    if (answer?.valid) {
      if (compared) notices.push(t('compare.done'))
      if (answer.certification === 'pending' && comparing !== 'pending') notices.push(t('result.pending'))
      if (answer.certification === 'refused' && comparing !== 'refused') notices.push(t('result.refused'))
      if (answer.presentation === 'device') notices.push(t('result.presentation.device'))
      if (answer.presentation === 'copy' && comparing !== 'copy') notices.push(t('result.copy'))
      for (const { partner, says } of answer.notes ?? []) notices.push(t(`result.partner.${says}`, { partner }))
      if (answer.issuer) notices.push(t('result.issuer', { partner: answer.issuer }))
      if (source === 'asking') notices.push(t('result.asking'))
      if (source === 'here' && comparing !== 'list') notices.push(offlineWords())
      if (source === 'live' && !answer.live) notices.push(t('result.signature'))
    }
    const measured = readingWords(reading, t)
    if (measured) notices.push(takenBack ? t('result.takenBack', { what: measured }) : measured)
    if (anomaly?.queued && !takenBack) notices.push(t('result.queued'))
    if (entry) notices.push(t(`result.entry.${entry}`))
    return notices
  })
}
