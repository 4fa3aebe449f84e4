import { type ComputedRef, computed, ref, watchEffect } from 'vue'
import { useI18n } from '../../../shared/i18n'
import { fullName, knownName } from '../../../shared/places/regions'
import { shortDay } from '../../../shared/time/dates'
import { type Answers, type Question, degrees } from '../state/declarationForm'

export interface AnswerRow {
  question: Question
  words: string
}

/** The answers in words. Names of counties are fetched once when the device does not know them yet. */
export function useAnswerWords(answers: () => Answers): ComputedRef<AnswerRow[]> {
  const { t, locale } = useI18n()
  const names = ref<Record<string, string>>({})

  watchEffect(() => {
    const { location, stays } = answers()
    for (const code of [location, ...stays.map((stay) => stay.region)]) if (code) void nameOf(code, locale.value)
  })
  async function nameOf(code: string, language: string) {
    const found = await fullName(code, language).catch(() => code)
    names.value = { ...names.value, [code]: found }
  }

  const name = (code: string) => names.value[code] ?? knownName(code, locale.value)
  const dated = (words: string, on: string) => (on ? `${words} · ${shortDay(on, locale.value)}` : words)
  const dash = '—'

  function symptomWords({ well, symptoms }: Answers) {
    if (well) return t('declare.symptoms.none')
    return symptoms.map((symptom) => t(`declare.symptoms.${symptom}`)).join(t('listSeparator')) || dash
  }
  function stayWords({ away, stays }: Answers) {
    if (away !== 'yes') return away === 'no' ? t('declare.stays.none') : dash
    return stays.map((stay) => name(stay.region)).join(t('listSeparator'))
  }
  function temperatureWords({ temperature }: Answers) {
    const value = degrees(temperature)
    return value === null ? dash : `${value.toFixed(1)} ${t('declare.temperature.unit')}`
  }

  return computed(() => {
    const form = answers()
    return [
      { question: 'temperature', words: temperatureWords(form) },
      { question: 'symptoms', words: symptomWords(form) },
      { question: 'contact', words: form.contact ? dated(t(`declare.contact.${form.contact}`), form.contactOn) : dash },
      { question: 'test', words: form.test ? dated(t(`declare.test.${form.test}`), form.testOn) : dash },
      { question: 'location', words: form.location ? name(form.location) : dash },
      { question: 'stays', words: stayWords(form) },
    ]
  })
}
