import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'
import type { Proposal } from './hindrance'
import { type Change, changesBetween } from './rows'

type Content = Record<string, unknown>

export interface Opened {
  /** As it is looked at: what a decision is about. */
  proposal: Ref<Proposal | null>
  /** What is in force of what it replaces, or was when it was decided; null for what is new. */
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
      before.value = found.before ?? null
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
      // With the logins and the reference that only the whole proposal has; it is decided without them too.
      const whole = await fetched().catch(() => null)
      if (whole?.status === proposal.value.status) proposal.value = whole
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
