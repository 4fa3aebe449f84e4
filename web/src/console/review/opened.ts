import { type Ref, onMounted, ref, shallowRef, watch } from 'vue'
import { sentenceFor } from '../../shared/api/client'
import { t } from '../../shared/i18n'
import { filters } from '../../shared/routing/filters'
import { focusHeading } from '../../shared/routing/router'
import { away } from '../shell/away'

export interface OpenedRecord<T> {
  record: Ref<T | null>
  /** As it is now, where somebody else was quicker. */
  newer: Ref<T | null>
  fault: Ref<string>
  load(): Promise<void>
  look(): Promise<void>
  see(): void
}

/** A thing of a queue as it is looked at. What it says of people goes from the screen with whoever looks. */
export function useRecord<T extends object>(fetched: () => Promise<T>, stateOf: (record: T) => string): OpenedRecord<T> {
  const record = shallowRef<T | null>(null) as Ref<T | null>
  const newer = shallowRef<T | null>(null) as Ref<T | null>
  const fault = ref('')
  async function load() {
    fault.value = ''
    try {
      record.value = await fetched()
    } catch (error) {
      fault.value = sentenceFor(error, t)
    }
  }
  onMounted(async () => {
    await load()
    if (document.activeElement === document.body && !filters.value.do) await focusHeading()
  })
  watch(away, (gone) => gone && (record.value = newer.value = null))
  return {
    record,
    newer,
    fault,
    load,
    async look() {
      const [seen, now] = [record.value, await fetched().catch(() => null)]
      if (seen && now && stateOf(now) !== stateOf(seen)) newer.value = now
    },
    see() {
      record.value = newer.value ?? record.value
      newer.value = null
    },
  }
}
