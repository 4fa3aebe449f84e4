import { t } from '../../shared/i18n'

/** What waits, in words; of a kind that has none yet, the queue's name. */
export function kindWords(queue: string, kind: string): string {
  const key = `kind.${queue}.${kind}`
  const words = t(key)
  return words === key ? t(`queue.${queue}`) : words
}
