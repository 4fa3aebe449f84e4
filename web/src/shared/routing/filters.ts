import { type WritableComputedRef, computed, shallowRef, watch } from 'vue'
import { go, place } from './router'

/** What the address asks a list for: `#/work?queue=case` shows a colleague the same list. Ids and codes only, never a name. */
export type Filters = Readonly<Record<string, string>>

export function parseFilters(hash: string): Filters {
  return Object.fromEntries(new URLSearchParams(hash.split('?')[1] ?? ''))
}

export const filters = shallowRef<Filters>(parseFilters(location.hash))

/** A page with lists follows its address after `startRouter`; call once. */
export function startFilters(): void {
  addEventListener('popstate', follow)
  addEventListener('hashchange', follow)
  watch([() => place.name, () => place.step], follow, { flush: 'sync', immediate: true })
}

function follow(): void {
  filters.value = parseFilters(location.hash)
}

/** Changes some filters of this screen in its address, without a step for the back key; an empty one goes. */
export function filterBy(changes: Filters): void {
  const kept = Object.entries({ ...parseFilters(location.hash), ...changes }).filter(([, value]) => value !== '')
  const path = location.hash.split('?')[0]!.replace(/^#\/?/, '')
  go(kept.length ? `${path}?${new URLSearchParams(kept)}` : path, true)
  follow()
}

/** One filter as a form field holds it. */
export const useFilter = <Value extends string = string>(name: string, fallback = '' as Value): WritableComputedRef<Value> =>
  computed({
    get: () => (filters.value[name] as Value | undefined) ?? fallback,
    set: (value) => filterBy({ [name]: value === fallback ? '' : value }),
  })
