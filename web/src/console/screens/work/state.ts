import { type Ref, computed, ref } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { deskScreens, mayOpen } from '../../screens'
import { api, roles } from '../../state/staff'

export type WorkItem = components['schemas']['WorkItem']
export type QueueCount = components['schemas']['QueueCount']
export type WorkQueue = WorkItem['queue']

const PAGE = 50

/** The screen on which the things of a queue are decided, and how its address names one. */
const SCREENS: Record<WorkQueue, (item: WorkItem) => [screen: string, rest: string]> = {
  proposals: ({ id }) => ['decide', `/${id}`],
  appeals: ({ id }) => ['appeals', `/${id}`],
  photos: ({ id }) => ['photos', `/${id}`],
  recoveries: ({ id }) => ['recoveries', `/${id}`],
  comparisons: ({ id }) => ['comparisons', `/${id}`],
  anomalies: ({ id }) => ['anomalies', `/${id}`],
  declared: ({ id }) => ['declared', `/${id}`],
  breaker: ({ subject, kind }) => ['breaker', `?county=${subject}&kind=${kind}`],
  venues: ({ id }) => ['venues', `/${id}`],
  'name-matches': ({ id }) => ['names', `/${id}`],
  names: () => ['ratings', '?show=names'],
  partners: ({ person_id }) => ['person', `/${person_id ?? ''}`],
  eased: ({ id }) => ['eased', `/${id}`],
  alarms: () => ['audit', '?show=alarms'],
}

/** Where an item is opened, `asked` by a key to approve or refuse it; null where its screen is not there or not theirs. */
export function addressOf(item: WorkItem, asked: 'approve' | 'refuse' | '' = ''): string | null {
  const [name, rest] = SCREENS[item.queue](item)
  const screen = deskScreens.find((each) => each.name === name)
  if (!screen || !mayOpen(screen, roles.value)) return null
  return `${name}${rest}${asked && `${rest.includes('?') ? '&' : '?'}do=${asked}`}`
}

const keyOf = ({ queue, id }: WorkItem) => `${queue}/${id}`

export interface Work {
  items: Ref<WorkItem[]>
  counts: Ref<QueueCount[]>
  /** When the API looked last; empty before the first answer. */
  at: Ref<string>
  more: Ref<boolean>
  state: Ref<'loading' | 'ready' | 'failed'>
  fault: Ref<string>
  /** From the beginning, as for other filters. */
  restart(): Promise<void>
  /** As much as is shown, anew: what was decided meanwhile is gone. */
  refresh(): Promise<void>
  next(): Promise<void>
}

/** What waits, by the filters of the address; an answer that comes after others were chosen is dropped. */
export function useWork(filter: () => { queue: string; region: string }): Work {
  const items = ref<WorkItem[]>([]) as Ref<WorkItem[]>
  const counts = ref<QueueCount[]>([])
  const at = ref('')
  const cursor = ref<string | null>(null)
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const fault = ref('')
  let turn = 0

  function asked(limit: number, after: string | null): URLSearchParams {
    const { queue, region } = filter()
    const values = { queue, region, limit: String(limit), cursor: after ?? '' }
    return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''))
  }

  async function load(limit: number, after: string | null, keep: WorkItem[]) {
    const mine = (turn += 1)
    try {
      const { region } = filter()
      const [page, counted] = await Promise.all([
        api.get(`/work?${asked(limit, after)}`),
        api.get(region ? `/work/counts?region=${region}` : '/work/counts'),
      ])
      if (mine !== turn) return
      const known = new Set(keep.map(keyOf))
      items.value = [...keep, ...page.items.filter((item) => !known.has(keyOf(item)))]
      counts.value = counted.queues
      cursor.value = page.next_cursor
      at.value = counted.at
      state.value = 'ready'
      fault.value = ''
    } catch (error) {
      if (mine !== turn) return
      state.value = 'failed'
      fault.value = sentenceFor(error, t)
    }
  }

  return {
    items,
    counts,
    at,
    more: computed(() => cursor.value !== null),
    state,
    fault,
    restart() {
      items.value = []
      state.value = 'loading'
      return load(PAGE, null, [])
    },
    refresh: () => load(Math.min(100, Math.max(PAGE, items.value.length)), null, []),
    next: () => load(PAGE, cursor.value, items.value),
  }
}
