import { type Ref, computed, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../shared/api/client'
import type { components } from '../../shared/api/generated'
import { t } from '../../shared/i18n'
import { addDays, policyDay } from '../../shared/time/dates'
import { trueNow } from '../../shared/time/trueTime'
import { api } from '../state/staff'

export type Timeline = components['schemas']['Timeline']
export type Entry = Timeline['items'][number]

/** How many days before today explain a colour. */
export const LAST_DAYS = 14
/** Of messages the person knows; whoever decides looks for what they rest on. */
const KINDS = 'declarations,holds,visits,readings,decisions'

export interface EntriesOfDay {
  day: string
  entries: Entry[]
}

/** By policy day, the newest in front, none before `first`. */
export function byDay(entries: readonly Entry[], first: string): EntriesOfDay[] {
  const days = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = policyDay(new Date(entry.at))
    if (day >= first) days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days].map(([day, entries]) => ({ day, entries }))
}

/** Holds are told for every scheme; those of one in which the person has no code colour nothing. */
export function ofTheirs(entries: readonly Entry[], codes: Timeline['codes']): Entry[] {
  const schemes = new Set<string>(codes.map(({ scheme }) => scheme))
  return entries.filter(({ kind, scheme }) => kind !== 'holds' || scheme === null || schemes.has(scheme))
}

export interface LastDays {
  days: Ref<EntriesOfDay[]>
  entries: Ref<Entry[]>
  codes: Ref<Timeline['codes']>
  more: Ref<boolean>
  state: Ref<'loading' | 'ready' | 'failed'>
  fault: Ref<string>
  load(): Promise<void>
}

/** The last two weeks of somebody about whom `item` waits (`<queue>:<id>`). The first page is an opening: audited, told. */
export function useLastDays(asked: () => { person: string; item: string }): LastDays {
  const entries = shallowRef<Entry[]>([])
  const codes = shallowRef<Timeline['codes']>([])
  const cursor = ref<string | null>(null)
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const fault = ref('')
  const first = () => addDays(policyDay(trueNow()), 1 - LAST_DAYS)
  return {
    entries,
    codes,
    days: computed(() => byDay(entries.value, first())),
    more: computed(() => cursor.value !== null && policyDay(new Date(entries.value.at(-1)?.at ?? trueNow())) >= first()),
    state,
    fault,
    async load() {
      const { person, item } = asked()
      const query = Object.entries({ kind: KINDS, item, limit: '60', cursor: cursor.value ?? '' }).filter(([, value]) => value)
      try {
        const page: Timeline = await api.get(`/people/${person}/timeline?${new URLSearchParams(query)}`)
        entries.value = [...entries.value, ...ofTheirs(page.items, page.codes)]
        codes.value = page.codes
        cursor.value = page.next_cursor
        state.value = 'ready'
      } catch (error) {
        state.value = 'failed'
        fault.value = sentenceFor(error, t)
      }
    },
  }
}
