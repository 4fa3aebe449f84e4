import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { namedDocument } from '../../../shared/identity/documents'
import type { TypedDocument } from '../../parts/DocumentFields.vue'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Case = Schemas['Case']
export type ListedCase = Schemas['ListedCase']
export type CaseTrace = Schemas['CaseTrace']
export type Met = Schemas['CaseExposed']
export type Visit = Schemas['Entered']
export type Contact = Schemas['TracedContact']
export type Corrections = Schemas['CaseCorrections']
export type Proposal = Schemas['Proposal']
export type CaseProposal = Schemas['CaseProposal']
export type CaseEntry = Schemas['CaseEntry']
export type CaseChange = Schemas['CaseChange']
export type ContactEntry = Schemas['ContactEntry']
export type ContactListEntry = Schemas['ContactListEntry']

export const STATUSES: readonly Case['status'][] = ['open', 'released', 'excluded', 'withdrawn', 'died']
export const CASE_KINDS: readonly Case['kind'][] = ['confirmed', 'suspected', 'asymptomatic']
/** A case of these never was one: it has no contacts. */
export const isOver = (status: Case['status']): boolean => status === 'excluded' || status === 'withdrawn'

/** Whom a form names: somebody known here by id, else a document. */
export const personOf = (id: string, { type, number, country }: TypedDocument): CaseEntry['person'] => (id ? { person_id: id } : { document: namedDocument(type, number, country) })

/** Recorded as a proposal, or in force at once where a source said it before. The key holds no number. */
export const enter = (body: CaseEntry): Promise<CaseProposal> => sendOnce('case.enter', body, (key) => api.post('/cases', body, { key }))

export const change = (id: string, body: CaseChange): Promise<CaseProposal> => sendOnce(`case.change.${id}`, body, (key) => api.patch(`/cases/${id}`, body, { key }))

export const proposeContacts = (id: string, body: ContactListEntry): Promise<Proposal> => sendOnce(`case.contacts.${id}`, body, (key) => api.post(`/cases/${id}/contacts`, body, { key }))

export const nameContact = (body: ContactEntry): Promise<Proposal> => sendOnce(`contact.name.${body.case_ids?.[0] ?? ''}`, body, (key) => api.post('/contacts', body, { key }))

export function withdrawContact(id: string, reason: string): Promise<Contact> {
  const body = { reason: reason.trim() }
  return sendOnce(`contact.withdraw.${id}`, body, (key) => api.post(`/contacts/${id}/withdrawal`, body, { key }))
}

export interface OpenedCase {
  record: Ref<Case | null>
  fault: Ref<string>
  gone: Ref<boolean>
  load(): Promise<void>
}

export function useCase(id: string): OpenedCase {
  const record = shallowRef<Case | null>(null)
  const fault = ref('')
  const gone = ref(false)
  return {
    record,
    fault,
    gone,
    async load() {
      try {
        record.value = await api.get(`/cases/${id}`)
        fault.value = ''
      } catch (error) {
        gone.value = error instanceof Problem && error.status === 404
        fault.value = sentenceFor(error, t)
      }
    },
  }
}

export interface OpenedTrace {
  trace: Ref<CaseTrace | null>
  /** Everybody who was where the case was, of all pages that came so far. */
  met: Ref<readonly Met[]>
  busy: Ref<boolean>
  /** Whether all of them came: who is not there yet cannot be left out of a list. */
  complete: Ref<boolean>
  fault: Ref<string>
  load(): Promise<void>
}

/** A case's visits and whom it met, page by page until all are there: a list that is proposed is of all of them. Each load is audited. */
export function useTrace(id: string): OpenedTrace {
  const trace = shallowRef<CaseTrace | null>(null)
  const met = shallowRef<readonly Met[]>([])
  const busy = ref(false)
  const complete = ref(false)
  const fault = ref('')

  async function pages(): Promise<void> {
    let cursor: string | null = ''
    const found: Met[] = []
    while (cursor !== null) {
      const answer: CaseTrace = await api.get(`/cases/${id}/exposures?${new URLSearchParams({ limit: '1000', ...(cursor && { cursor }) })}`)
      found.push(...answer.exposed)
      cursor = answer.next_cursor
      trace.value = answer
      met.value = [...found]
    }
  }
  return {
    trace,
    met,
    busy,
    complete,
    fault,
    async load() {
      if (busy.value) return
      busy.value = true
      complete.value = false
      fault.value = ''
      try {
        await pages()
        complete.value = true
      } catch (error) {
        fault.value = sentenceFor(error, t)
      } finally {
        busy.value = false
      }
    },
  }
}
