import { type Ref, type ShallowRef, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import { NoAnswer } from '../../../shared/api/problem'
import { useI18n } from '../../../shared/i18n'
import { personal } from '../../../shared/storage/local'
import { instantHere } from '../../../shared/time/spoken'
import { kiosk } from '../../kiosk/state/kiosk'

interface Kept<T> {
  value: T
  at: string
}

export interface KeptAnswer<T> {
  value: ShallowRef<T | null>
  /** When the API said so. */
  at: Ref<string>
  state: Ref<'loading' | 'ready' | 'failed'>
  fault: Ref<string>
  load(): Promise<void>
}

/**
 * What the API answers whole, as `usePages` does for lists in pages: under `name` the last answer stays on the device, and is
 * shown while there is no network, with when that was. A device that many use in turn keeps none.
 */
export function useKept<T>(name: () => string, fetch: () => Promise<T>): KeptAnswer<T> {
  const { t, locale } = useI18n()
  const value = shallowRef<T | null>(null)
  const at = ref('')
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const fault = ref('')

  async function load() {
    try {
      value.value = await fetch()
      at.value = new Date().toISOString()
      state.value = 'ready'
      if (!kiosk.value) personal.save(`list.${name()}`, { value: value.value, at: at.value } satisfies Kept<T>)
    } catch (error) {
      state.value = 'failed'
      fault.value = sentenceFor(error, t)
      if (error instanceof NoAnswer) showKept()
    }
  }

  function showKept() {
    const kept = kiosk.value ? null : personal.load<Kept<T> | null>(`list.${name()}`, null)
    if (!kept) return
    value.value = kept.value
    at.value = kept.at
    fault.value = t('clock.kept', { at: instantHere(kept.at, locale.value) })
  }

  return { value, at, state, fault, load }
}
