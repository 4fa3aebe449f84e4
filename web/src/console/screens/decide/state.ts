import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'
import type { Proposal } from './approvers'
import { type Change, changesBetween } from './rows'

type Content = Record<string, unknown>

/** What is in force of the same thing, in the form of the content; null where there is nothing, or nothing to ask. */
const BEFORE: Record<string, (content: Content) => Promise<Content | null>> = {
  case: async ({ case: id, version }) => {
    if (!version) return null
    const { kind, status, on, released_on, onset_on, sampled_on, isolated_on, because } = await api.get(`/cases/${String(id)}`)
    return { told: { kind, status, on, released_on, onset_on, sampled_on, isolated_on, because } }
  },
  rating: ({ region, ends }) => period(String(region), ends),
  rating_correction: ({ region, id }) => period(String(region), id),
  breaker_numbers: async () => ({ ...(await api.get('/breaker/numbers')) }),
  sms_budget: async ({ country }) => ({ ...(await api.get(`/sms-budgets/${String(country)}`)) }),
  staff_role: async ({ before }) => (before as Content | null) ?? null,
}

async function period(region: string, id: unknown): Promise<Content | null> {
  const { ratings } = await api.get(`/regions/${region}/risk`)
  const found = ratings.find((rating) => rating.id === id)
  return found ? { level: found.level, from: found.from, until: found.until, area: found.area } : null
}

export interface Opened {
  /** As it is looked at: what a decision is about. */
  proposal: Ref<Proposal | null>
  before: Ref<Content | null>
  /** What changed since it was looked at; while there is any, nothing can be decided. */
  changes: Ref<Change[]>
  /** As it is now, where that differs. */
  newer: Ref<Proposal | null>
  fault: Ref<string>
  load(): Promise<void>
  /** Looks whether it is still as it was looked at. */
  look(): Promise<void>
  /** The changes were seen: from now on it is about what is there now. */
  see(): void
  decide(decision: 'approve' | 'refuse', said: Said): Promise<void>
  withdraw(reason: string): Promise<void>
}

export interface Said {
  reason: string
  count: number | null
  worse: boolean
}

/** Refusals after which the proposal is another than the one that was looked at. */
const OUTDATED = new Set(['conflict', 'touches_changed', 'expired', 'needs', 'too_late'])

export function useProposal(id: string): Opened {
  const proposal = shallowRef<Proposal | null>(null)
  const newer = shallowRef<Proposal | null>(null)
  const before = shallowRef<Content | null>(null)
  const changes = ref<Change[]>([])
  const fault = ref('')
  const fetched = () => api.get(`/proposals/${id}`)

  async function load() {
    fault.value = ''
    try {
      const found = await fetched()
      // What it replaces is a help to read it: a decision is possible without.
      before.value = found.status === 'proposed' ? await (BEFORE[found.kind]?.(found.content) ?? Promise.resolve(null)).catch(() => null) : null
      proposal.value = found
    } catch (error) {
      fault.value = sentenceFor(error, t)
    }
  }

  async function look() {
    const seen = proposal.value
    if (!seen) return
    const now = await fetched().catch(() => null)
    // Somebody may have decided while the answer was on its way.
    if (!now || proposal.value !== seen) return
    changes.value = changesBetween(seen, now)
    newer.value = changes.value.length ? now : null
    if (!changes.value.length) proposal.value = now
  }

  function see() {
    proposal.value = newer.value ?? proposal.value
    newer.value = null
    changes.value = []
  }

  async function sent(work: () => Promise<Proposal>) {
    try {
      proposal.value = await work()
    } catch (error) {
      if (error instanceof Problem && OUTDATED.has(error.code)) await look()
      throw error
    }
  }

  return {
    proposal,
    before,
    changes,
    newer,
    fault,
    load,
    look,
    see,
    decide(decision, { reason, count, worse }) {
      const { version, content_hash } = proposal.value!
      const body = { version, content_hash, decision, reason: reason.trim() || null, count, worse }
      return sent(() => sendOnce(`decide.${id}`, body, (key) => api.post(`/proposals/${id}/approval`, body, { key })))
    },
    withdraw(reason) {
      const body = { reason: reason.trim() }
      return sent(() => sendOnce(`withdraw.${id}`, body, (key) => api.post(`/proposals/${id}/withdrawal`, body, { key })))
    },
  }
}
