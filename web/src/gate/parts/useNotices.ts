import { type ComputedRef, computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Check } from '../state/checks'

/** What a guard should look at beside the colour. */
export function useNotices(check: () => Check): ComputedRef<string[]> {
  const { t } = useI18n()
  return computed(() => {
    const { answer, temperature } = check()
    const notices: string[] = []
    if (answer?.valid) {
      if (answer.certification === 'pending') notices.push(t('result.pending'))
      if (answer.certification === 'refused') notices.push(t('result.refused'))
      if (answer.presentation) notices.push(t(`result.presentation.${answer.presentation}`))
      if (!answer.live) notices.push(t('result.signature'))
    }
    if (temperature !== null) notices.push(t('result.at', { n: temperature.toFixed(1) }))
    return notices
  })
}
