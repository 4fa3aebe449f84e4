import { type Ref, ref, watch } from 'vue'
import { useI18n } from '../i18n'
import { sentenceFor } from './client'
import { Problem } from './problem'

export interface Submission {
  busy: Ref<boolean>
  /** The sentence at the head of the error summary; empty when all is well. */
  sentence: Ref<string>
  /** The API's name of that refusal, for what the page can offer then; empty otherwise. */
  code: Ref<string>
  /** Sentences by field path. */
  faults: Ref<Record<string, string>>
  /** Runs `work` once at a time; returns whether it went through. */
  run(work: () => Promise<void>): Promise<boolean>
  /** Shows what the page itself found wrong; returns whether there was nothing. */
  check(found: Record<string, string>): boolean
  /** After a change: what was found wrong and no longer is, goes; nothing new is brought up while somebody types. */
  recheck(found: Record<string, string>): void
  /** The same with every change of what `found` reads. */
  follow(found: () => Record<string, string>): void
  clear(): void
}

/** Refusals that the API says of the whole request, and that people meet at one field. */
const AT_FIELD: Record<string, string> = { invalid_code: 'code', code_expired: 'code', document_taken: 'document.number' }

/** The life of one form's sending: busy, refused with sentences at the fields, or done. */
export function useSubmit(): Submission {
  const { t } = useI18n()
  const busy = ref(false)
  const sentence = ref('')
  const code = ref('')
  const faults = ref<Record<string, string>>({})

  function clear() {
    sentence.value = code.value = ''
    faults.value = {}
  }

  function waitSentence(seconds: number): string {
    const time = seconds < 90 ? t('error.seconds', { n: seconds }) : t('error.minutes', { n: Math.ceil(seconds / 60) })
    return t('error.wait', { time })
  }

  function show(error: unknown) {
    sentence.value = sentenceFor(error, t)
    if (!(error instanceof Problem)) return
    code.value = error.code
    if (error.status === 429 && error.retryAfter && !error.detail) sentence.value = waitSentence(error.retryAfter)
    faults.value = Object.fromEntries(error.errors.map((fault) => [fault.field, fault.detail || error.detail]))
    const field = AT_FIELD[error.code]
    if (field && !error.errors.length) faults.value = { [field]: error.detail }
    // Said at the field and in the list already: the head need not say it a third time.
    if (Object.values(faults.value).includes(sentence.value)) sentence.value = ''
  }

  async function run(work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    clear()
    busy.value = true
    try {
      await work()
      return true
    } catch (error) {
      show(error)
      return false
    } finally {
      busy.value = false
    }
  }

  function check(found: Record<string, string>): boolean {
    clear()
    faults.value = found
    return Object.keys(found).length === 0
  }

  function recheck(found: Record<string, string>) {
    const shown = Object.entries(faults.value)
    if (!shown.length) return
    faults.value = Object.fromEntries(shown.filter(([field]) => field in found).map(([field]) => [field, found[field]!]))
    if (!Object.keys(faults.value).length) sentence.value = ''
  }

  const follow = (found: () => Record<string, string>) => void watch(found, recheck)

  return { busy, sentence, code, faults, run, check, recheck, follow, clear }
}
