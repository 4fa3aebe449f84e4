import { onScopeDispose, reactive, watch } from 'vue'
import { personal } from './local'

export interface Draft<T extends object> {
  form: T
  /** Whether something had been kept from an earlier visit. */
  restored: boolean
  discard(): void
}

/** A form that survives a reload, a crash or an empty battery: every change is kept on the device at once. */
export function useDraft<T extends object>(name: string, blank: () => T): Draft<T> {
  const kept = personal.load<Partial<T> | null>(`draft.${name}`, null)
  const form = reactive({ ...blank(), ...kept }) as T
  const stop = watch(form, (now) => personal.save(`draft.${name}`, now), { deep: true, flush: 'sync' })
  onScopeDispose(stop)
  return {
    form,
    restored: kept !== null,
    discard() {
      stop()
      personal.forget(`draft.${name}`)
    },
  }
}
