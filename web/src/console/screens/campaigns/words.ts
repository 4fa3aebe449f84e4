import { t } from '../../../shared/i18n'

/** A kind of campaign in words; the API's name of one that has none yet. */
export function kindOf(kind: string): string {
  const words = t(`campaigns.kind.${kind}`)
  return words === `campaigns.kind.${kind}` ? kind : words
}
