import { type Ref, ref, shallowRef, watch } from 'vue'
import { useI18n } from '../i18n'
import { fieldId } from '../ui/fieldId'
import { sentenceFor } from './client'
import { sentenceAt } from './fieldSentence'
import { NoAnswer, Problem } from './problem'

export type Faults = Record<string, string>
/** What the page itself finds wrong as things stand. */
export type Finding = () => Partial<Faults>

export interface Submission {
  busy: Ref<boolean>
  /** The sentence at the head of the error summary; empty when all is well. */
  sentence: Ref<string>
  /** The API's name of that refusal, for what the page can offer then; empty otherwise. */
  code: Ref<string>
  /** Sentences by field path. */
  faults: Ref<Faults>
  /** Runs `work` once at a time; returns whether it went through. */
  run(work: () => Promise<void>): Promise<boolean>
  /** Shows what the page itself found wrong; returns whether there was nothing. What a function finds is followed from then on. */
  check(found: Faults | Finding): boolean
  /** After a change: what was found wrong and no longer is, goes; nothing new is brought up while somebody types. */
  recheck(found: Partial<Faults>): void
  /** The same with every change of what `found` reads. */
  follow(found: Finding): void
  clear(): void
}

/** Refusals that the API says of the whole request, and that people meet at one field. */
const AT_FIELD: Record<string, string> = { invalid_code: 'code', code_expired: 'code', document_taken: 'document.number' }

/** What stands in a field: a fault that only the API knows stays until it is another. */
function standsIn(field: string): string | null {
  const control = document.getElementById(fieldId(field))
  return control && 'value' in control ? String(control.value) : (control?.textContent ?? null)
}

/** The life of one form's sending: busy, refused with sentences at the fields, or done. */
export function useSubmit(): Submission {
  const { t } = useI18n()
  const busy = ref(false)
  const sentence = ref('')
  const code = ref('')
  const faults = ref<Faults>({})
  const followed = shallowRef<Finding>(() => ({}))
  let refused: Record<string, string | null> = {}
  /** Whether there are fields: a button alone has nothing that could be kept. */
  let typed = false
  watch(() => followed.value(), recheck)

  function clear() {
    sentence.value = code.value = ''
    faults.value = {}
    refused = {}
  }

  function waitSentence(seconds: number): string {
    const time = seconds < 90 ? t('error.seconds', { n: seconds }) : t('error.minutes', { n: Math.ceil(seconds / 60) })
    return t('error.wait', { time })
  }

  function show(error: unknown) {
    sentence.value = typed && error instanceof NoAnswer ? t('error.network') : sentenceFor(error, t)
    if (!(error instanceof Problem)) return
    code.value = error.code
    if (error.status === 429 && error.retryAfter && !error.detail) sentence.value = waitSentence(error.retryAfter)
    faults.value = Object.fromEntries(error.errors.map((fault) => [fault.field, sentenceAt(fault, error.detail, t)]))
    const field = AT_FIELD[error.code]
    if (field && !error.errors.length) faults.value = { [field]: error.detail }
    refused = Object.fromEntries(Object.keys(faults.value).map((each) => [each, standsIn(each)]))
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

  function check(found: Faults | Finding): boolean {
    clear()
    typed = true
    if (typeof found === 'function') followed.value = found
    faults.value = (typeof found === 'function' ? found() : found) as Faults
    return Object.keys(faults.value).length === 0
  }

  const isRefused = (field: string) => field in refused && standsIn(field) === refused[field]

  function recheck(found: Partial<Faults>) {
    const shown = Object.entries(faults.value)
    if (!shown.length) return
    const left = shown.filter(([field]) => field in found || isRefused(field))
    faults.value = Object.fromEntries(left.map(([field, said]) => [field, found[field] ?? said]))
    if (!left.length) sentence.value = ''
  }

  const follow = (found: Finding) => void watch(found, recheck)

  return { busy, sentence, code, faults, run, check, recheck, follow, clear }
}
