import { t } from '../../shared/i18n'
import { shortDay } from '../../shared/time/dates'

interface Told {
  temperature?: number | string
  symptoms?: string[]
  contact?: { kind: string; on?: string | null }
  test?: { result: string; on?: string | null }
  location?: string
}

/** What was declared, in one line: temperature, symptoms, contact, test, where. */
export function answersInWords(answers: unknown, locale: string, regionName: (code: string) => string): string {
  const { temperature, symptoms = [], contact, test, location } = (answers ?? {}) as Told
  const on = (day?: string | null) => (day ? ` ${shortDay(day, locale)}` : '')
  return [
    temperature === undefined ? '' : `${Number(temperature).toFixed(1)} °C`,
    symptoms.length ? symptoms.map((each) => t(`review.symptom.${each}`)).join(t('listSeparator')) : t('review.noSymptom'),
    contact && contact.kind !== 'none' ? t(`review.contact.${contact.kind}`) + on(contact.on) : '',
    test && test.result !== 'none' ? t(`review.test.${test.result}`) + on(test.on) : '',
    location ? regionName(location) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
