import { type Ref, ref, watch } from 'vue'
import { useI18n } from '../i18n'
import { personal } from '../storage/local'
import { instantHere } from '../time/spoken'
import { sentenceFor } from './client'
import { NoAnswer } from './problem'
import type { Page } from './types'

export interface Pages<T> {
  items: Ref<T[]>
  /** Whether there are earlier ones. */
  more: Ref<boolean>
  state: Ref<'loading' | 'ready' | 'failed'>
  fault: Ref<string>
  /** The next page; the same one again after a failure. */
  load(): Promise<void>
  /** From the beginning, as for another person. */
  restart(): Promise<void>
  /** Puts one on top that was just made; a first page that was asked for before does not take it away again. */
  add(item: T): void
}

/** The first page as it was last seen, for when there is no network; it goes with the login. */
interface KeptPage<T> {
  items: T[]
  at: string
}

/**
 * A list that comes page by page. An answer that arrives after `restart` belongs to nobody and is dropped. Under the name
 * that `keptAs` gives, its beginning stays on the device and is shown while there is no network.
 */
export function usePages<T extends { id: string }>(fetch: (cursor: string | null) => Promise<Page<T> | null>, keptAs?: () => string): Pages<T> {
  const { t, locale } = useI18n()
  const items = ref<T[]>([]) as Ref<T[]>
  const more = ref(false)
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const fault = ref('')
  let cursor: string | null = null
  let turn = 0
  let begun = false
  let added: T[] = []

  const beside = (known: T[], page: T[]) => page.filter((item) => !known.some((other) => other.id === item.id))

  async function load() {
    begun = true
    const mine = turn
    try {
      const page = await fetch(cursor)
      if (mine !== turn) return
      const known = cursor === null ? added : items.value
      items.value = [...known, ...beside(known, page?.items ?? [])]
      if (cursor === null && keptAs && page) personal.save(`list.${keptAs()}`, { items: page.items, at: new Date().toISOString() } satisfies KeptPage<T>)
      cursor = page?.next_cursor ?? null
      more.value = cursor !== null
      state.value = 'ready'
    } catch (error) {
      if (mine !== turn) return
      state.value = 'failed'
      fault.value = sentenceFor(error, t)
      if (error instanceof NoAnswer && cursor === null) showKept()
    }
  }

  function showKept() {
    const kept = keptAs && personal.load<KeptPage<T> | null>(`list.${keptAs()}`, null)
    if (!kept) return
    items.value = kept.items
    fault.value = t('clock.kept', { at: instantHere(kept.at, locale.value) })
  }

  // What the API says is in the reader's language: with another one the list comes anew.
  watch(locale, () => begun && void restart())

  function restart() {
    turn += 1
    items.value = added = []
    cursor = null
    more.value = false
    state.value = 'loading'
    return load()
  }

  function add(item: T) {
    added = [item, ...added]
    items.value = [item, ...items.value]
  }

  return { items, more, state, fault, load, restart, add }
}
