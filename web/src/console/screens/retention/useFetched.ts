import { type Ref, onMounted, ref, shallowRef, watch } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import { useI18n } from '../../../shared/i18n'

/** What one request brings, asked for as the part opens; `fault` is why there is nothing. */
export function useFetched<T>(fetch: () => Promise<T>): { found: Ref<T | null>; fault: Ref<string>; load: () => Promise<void> } {
  const { t, locale } = useI18n()
  const found = shallowRef<T | null>(null)
  const fault = ref('')
  async function load() {
    try {
      found.value = await fetch()
      fault.value = ''
    } catch (error) {
      fault.value = sentenceFor(error, t)
    }
  }
  onMounted(load)
  // Its words are the service's: in the other language they are asked for anew.
  watch(locale, load)
  return { found, fault, load }
}
