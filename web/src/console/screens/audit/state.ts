import { type Ref, ref } from 'vue'
import { type Pages, usePages } from '../../../shared/api/usePages'
import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Entry = Schemas['AuditEntry'] & { id: string }
export type Pair = Schemas['ApprovingPair'] & { id: string }
export type Alarm = Schemas['StaffAlarm']

/** What is asked of the audit: by subject, by actor (login or id), else by day; `action` is how actions begin. */
export interface Asked {
  day: string
  subject: string
  actor: string
  action: string
}

/** The query of a page; the API lists by one of subject, actor and day. */
export function queryOf({ day, subject, actor, action }: Asked, cursor: string | null): string {
  const by = subject ? { subject } : actor ? { actor } : { day }
  const values = Object.entries({ ...by, action, limit: '100', cursor: cursor ?? '' }).filter(([, value]) => value !== '')
  return new URLSearchParams(values).toString()
}

export interface EntryPages extends Pages<Entry> {
  logins: Ref<Record<string, string>>
}

export function useEntries(asked: () => Asked): EntryPages {
  const logins = ref<Record<string, string>>({})
  const pages = usePages<Entry>(async (cursor) => {
    const page = await api.get(`/audit?${queryOf(asked(), cursor)}`)
    logins.value = { ...logins.value, ...page.logins }
    return { items: page.items.map((each) => ({ ...each, id: `${each.shard}-${each.number}` })), next_cursor: page.next_cursor }
  })
  return { ...pages, logins }
}

/** How the actions begin that auditors ask for most; the first asks for all. */
export const ACTIONS = ['', 'person.', 'person.revealed', 'case.revealed', 'document.searched', 'traced.', 'staff', 'alarm.', 'breaker.', 'case.', 'contact', 'designation.', 'rating', 'import', 'ruleset', 'eased.', 'day.credit', 'outage.', 'campaign.', 'venue.'] as const

const words = (key: string): string => {
  const found = t(key)
  return found === key ? '' : found
}

/** An action in words: its own, or its kind of proposal and what became of that; empty where there are none. */
export function actionWords(action: string): string {
  const [what = '', done = ''] = action.split('.')
  const kind = words(`kind.proposals.${what}`)
  const status = words(`audit.status.${done}`)
  return words(`audit.action.${what}.${done}`) || (kind && status ? t('audit.ofKind', { kind, status }) : '')
}

export function usePairs(month: () => string): Pages<Pair> {
  return usePages<Pair>(async (cursor) => {
    const asked = Object.entries({ month: month(), limit: '100', cursor: cursor ?? '' }).filter(([, value]) => value !== '')
    const page = await api.get(`/audit/pairs?${new URLSearchParams(asked)}`)
    return { items: page.items.map((each) => ({ ...each, id: each.people.map(({ id }) => id).join('-') })), next_cursor: page.next_cursor }
  })
}

export const useAlarms = (): Pages<Alarm> => usePages<Alarm>((cursor) => api.get(`/audit/alarms?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`))

/** Writes what was found, once. */
export function closeAlarm(id: string, reason: string): Promise<Alarm> {
  const body = { reason: reason.trim() }
  return sendOnce(`alarm.${id}`, body, (key) => api.post(`/audit/alarms/${id}/closing`, body, { key }))
}

/** One chain as far as it was verified: `head` is the hash of its last entry. */
export interface Chain {
  shard: number
  entries: number
  head: string
  brokenAt: number | null
  done: boolean
  /** Number of its entry in the last signed statement that everybody may read; null where it is in none. */
  published: number | null
}

export interface Verifying {
  chains: Ref<Chain[]>
  /** The hour of the last signed statement, null where there is none. */
  hour: Ref<string | null>
  /** How many chains there are; 0 before the first answer. */
  of: Ref<number>
  run(): Promise<void>
}

/** Verifies every chain from its first entry on, a page after the other, and says how far it is. */
export function useVerifying(): Verifying {
  const chains = ref<Chain[]>([])
  const of = ref(0)
  const hour = ref<string | null>(null)

  async function verify(shard: number): Promise<void> {
    let after = 0
    for (;;) {
      const part = await api.get(`/audit/verification?shard=${shard}&after=${after}`)
      of.value = part.shards
      const chain = { shard, entries: part.until, head: part.head, brokenAt: part.broken_at, done: !part.more, published: part.published?.number ?? null }
      chains.value = [...chains.value.filter((each) => each.shard !== shard), chain]
      if (!part.more) return
      after = part.until
    }
  }
  return {
    chains,
    of,
    hour,
    async run() {
      chains.value = []
      of.value = 0
      hour.value = (await api.get('/audit/heads')).at
      await verify(0)
      for (let shard = 1; shard < of.value; shard += 1) await verify(shard)
    },
  }
}
