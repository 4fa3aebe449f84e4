import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'
import { type Act, sentAct } from './acts'

export type Appeal = components['schemas']['Appeal']
export type Department = Appeal['department']
export type Template = components['schemas']['AnswerTemplate']

export const DEPARTMENTS: readonly Department[] = ['data_bureau', 'transport_bureau', 'command_office', 'disease_control', 'hotline_12308', 'hotline_12345']

/** The templates of a category and an outcome, in the order of the API. */
export const fitting = (templates: readonly Template[], category: string, accept: boolean): Template[] =>
  templates.filter((each) => each.category === category && each.accept === accept)

/** Refusals after which the appeal is another than the one that was looked at. */
const OUTDATED = new Set(['appeal_decided', 'appeal_escalated', 'conflict', 'unchanged'])

export interface OpenedAppeal {
  appeal: Ref<Appeal | null>
  /** As it is now, where somebody else was quicker; while it is there, nothing can be decided. */
  newer: Ref<Appeal | null>
  /** What was done beside the decision already: a second click does not do it again. */
  acted: Ref<string>
  /** To which department it was given just now. */
  given: Ref<Department | null>
  fault: Ref<string>
  load(): Promise<void>
  /** Looks whether it is still as it was looked at. */
  look(): Promise<void>
  see(): void
  /** The act first, where there is one: a person is told that something was put right when it was. */
  decide(accept: boolean, answer: string, act: Act | null): Promise<void>
  forward(department: Department, reason: string): Promise<void>
}

const stateOf = ({ status, department, escalated, forwarded }: Appeal) => [status, department, escalated, forwarded.length].join()

export function useAppeal(id: string): OpenedAppeal {
  const appeal = shallowRef<Appeal | null>(null)
  const newer = shallowRef<Appeal | null>(null)
  const acted = ref('')
  const given = ref<Department | null>(null)
  const fault = ref('')
  const fetched = (): Promise<Appeal> => api.get(`/appeals/${id}`)

  async function look() {
    const seen = appeal.value
    const now = await fetched().catch(() => null)
    if (!now || !seen || appeal.value !== seen) return
    if (stateOf(now) !== stateOf(seen)) newer.value = now
  }

  async function sent(work: () => Promise<Appeal>) {
    try {
      appeal.value = await work()
    } catch (error) {
      if (error instanceof Problem && OUTDATED.has(error.code)) await look()
      throw error
    }
  }

  return {
    appeal,
    newer,
    acted,
    given,
    fault,
    look,
    async load() {
      fault.value = ''
      try {
        appeal.value = await fetched()
      } catch (error) {
        fault.value = sentenceFor(error, t)
      }
    },
    see() {
      appeal.value = newer.value ?? appeal.value
      newer.value = null
    },
    async decide(accept, answer, act) {
      if (act && acted.value !== act.id) {
        await sentAct(act, appeal.value!.person_id)
        acted.value = act.id
      }
      const body = { accept, reason: answer.trim() }
      await sent(() => sendOnce(`appeal.${id}`, body, (key) => api.post(`/appeals/${id}/decision`, body, { key })))
    },
    async forward(department, reason) {
      const body = { department, reason: reason.trim() }
      await sent(() => sendOnce(`appeal.forward.${id}`, body, (key) => api.post(`/appeals/${id}/forwarding`, body, { key })))
      given.value = department
    },
  }
}
