import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { namedDocument } from '../../../shared/identity/documents'
import type { TypedDocument } from '../../parts/DocumentFields.vue'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Found = Schemas['PersonFound']
export type Header = Schemas['PersonHeader']
export type Timeline = Schemas['Timeline']
export type Entry = Schemas['TimelineEntry']
export type PastCode = Schemas['PastCode']
export type EntryKind = Entry['kind']

export const KINDS: readonly EntryKind[] = ['declarations', 'holds', 'visits', 'readings', 'messages', 'decisions']

/** What the search found last: the page of the person need not ask once more, which would be one more look at them. */
const justFound = shallowRef<Header | null>(null)

export interface Wanted {
  document: TypedDocument
  /** The lines of a scanned document in place of its number; empty without. */
  zone: string[]
  /** The last four of their phone, to make sure; empty without. */
  phone: string
}

/** The person of a full document. Each search is audited, and the person found reads that an office looked. */
export async function search({ document, zone, phone }: Wanted): Promise<Found> {
  const whom = zone.length ? { zone, type: document.type } : { document: namedDocument(document.type, document.number, document.country) }
  const found = await api.post('/people/searches', { ...whom, ...(phone && { phone_last4: phone }) }, { repeatable: true })
  justFound.value = found.person
  return found
}

export interface Opened {
  header: Ref<Header | null>
  fault: Ref<string>
  /** Nobody of one's region has this id. */
  nobody: Ref<boolean>
  load(): Promise<void>
}

/** A person of one's region, masked. `item` is what waits about them, as `<queue>:<id>`. */
export function useHeader(id: string, item: string): Opened {
  const header = shallowRef<Header | null>(justFound.value?.person_id === id ? justFound.value : null)
  justFound.value = null
  const fault = ref('')
  const nobody = ref(false)
  return {
    header,
    fault,
    nobody,
    async load() {
      try {
        header.value = await api.get(`/people/${id}/header?${new URLSearchParams(item ? { item } : {})}`)
        fault.value = ''
      } catch (error) {
        nobody.value = error instanceof Problem && error.status === 404
        fault.value = sentenceFor(error, t)
      }
    },
  }
}

export interface Asked {
  /** Kinds of entries, comma-separated; empty for all. */
  kind: string
  /** A day whose end is shown as it was known then; empty for now. */
  at: string
  item: string
}

const PAGE = 40

/** A page of everything that explains somebody's colour, and the codes of the instant asked for. */
export function timeline(id: string, { kind, at, item }: Asked, cursor: string | null): Promise<Timeline> {
  const asked = Object.entries({ kind, at, item, limit: String(PAGE), cursor: cursor ?? '' }).filter(([, value]) => value !== '')
  return api.get(`/people/${id}/timeline?${new URLSearchParams(asked)}`)
}
