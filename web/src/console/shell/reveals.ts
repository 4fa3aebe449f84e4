import { computed, type ComputedRef, shallowReactive, shallowRef, watch } from 'vue'
import { newKey } from '../../shared/api/idempotency'
import type { components } from '../../shared/api/generated'
import { place } from '../../shared/routing/router'
import { api, signedIn } from '../state/staff'
import { away } from './away'

export type Revealed = components['schemas']['Revealed']
export type Reason = components['schemas']['RevealRequest']['reason']

/** Why somebody's name may be looked at; one click each. */
export const REASONS: readonly Reason[] = ['deciding', 'tracing', 'appeal', 'identity', 'duty_to_tell']

/** Whose name: a person of the region, or a case. */
export interface Subject {
  kind: 'people' | 'cases'
  id: string
}

const nameOf = ({ kind, id }: Subject) => `${kind}/${id}`
const opened = shallowReactive(new Map<string, Revealed>())

/** Whose reason is being asked for; the dialog of the shell asks. */
export const asking = shallowRef<Subject | null>(null)

/** What was opened of somebody on this screen, else null. */
export const revealed = (subject: () => Subject): ComputedRef<Revealed | null> => computed(() => opened.get(nameOf(subject())) ?? null)

/** Opens name and number for a reason. Each opening stands in the audit, and the person reads that an office looked. */
export async function reveal(subject: Subject, reason: Reason): Promise<void> {
  const { kind, id } = subject
  const once = { key: newKey() }
  const found = kind === 'people' ? await api.post(`/people/${id}/reveals`, { reason }, once) : await api.post(`/cases/${id}/reveals`, { reason }, once)
  opened.set(nameOf(subject), found)
}

/** Covers every name again. */
export function cover(): void {
  opened.clear()
  asking.value = null
}

watch([away, () => place.name, () => place.step, signedIn], cover, { flush: 'sync' })
