import { t } from '../../../shared/i18n'

/** What a field is called to people; the API's name of one that has none yet. */
export function fieldWords(field: string): string {
  const key = `enter.field.${field.replace('.', '_')}`
  const words = t(key)
  return words === key ? field : words
}

/** What became of lines, in words. */
export function outcomeWords(outcome: string): string {
  const words = t(`enter.outcome.${outcome}`)
  return words === `enter.outcome.${outcome}` ? outcome : words
}

/** A value of a line in words; what is no word of the API's, such as a day, as it is. */
export function valueWords(value: string): string {
  const words = t(`enter.value.${value}`)
  return words === `enter.value.${value}` ? value : words
}
