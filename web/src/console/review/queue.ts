import { type Ref, ref } from 'vue'

/** What waits beside the thing that is open, so that the next one is a key away. */
export interface Neighbours {
  /** The id of the next one; empty where nothing else waits, or it is not known yet. */
  next: Ref<string>
  look(): Promise<void>
}

/** The one behind `id` in the order of `ids`, the first one behind the last, none but itself: empty. */
export function nextOf(ids: readonly string[], id: string): string {
  const at = ids.indexOf(id)
  const found = ids[at + 1] ?? ids[0]
  return found && found !== id ? found : ''
}

const AGAIN = 3_000
const again = <T>(step: () => Promise<T>): Promise<T> => step().catch(() => new Promise((wait) => setTimeout(wait, AGAIN)).then(step))

/** `list` gives the ids that wait, in their order; it is asked twice. That none is found is no fault: there is still the list. */
export function useNext(id: () => string, list: () => Promise<readonly string[]>): Neighbours {
  const next = ref('')
  return {
    next,
    async look() {
      next.value = nextOf(await again(list).catch(() => []), id())
    },
  }
}
