import { type Ref, computed, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { SessionEnded } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { trueNow } from '../../../shared/time/trueTime'
import { api } from '../../state/staff'
import { type EnteredField, PART, type Row, changedParts, trimmed } from './grid'

export type Fault = components['schemas']['CellProblem']

/** After this long without a change what was typed is kept and checked, in milliseconds. */
const PAUSE = 600

export interface Rows {
  fields: Ref<readonly EnteredField[]>
  rows: Ref<readonly Row[]>
  most: Ref<number>
  /** What is wrong, by `row:field`. */
  faults: Ref<ReadonlyMap<string, Fault>>
  /** Rows that say what an earlier one says. */
  repeated: Ref<ReadonlySet<number>>
  /** Where what was typed is: still on the page alone, on its way, with the API, or not to be had. */
  state: Ref<'loading' | 'typed' | 'saving' | 'saved' | 'failed'>
  savedAt: Ref<string>
  fault: Ref<string>
  load(): Promise<void>
  /** Other rows: shown at once, kept and checked as soon as nobody types. */
  change(rows: readonly Row[]): void
  /** Keeps what is not kept yet; whether all of it is. */
  save(): Promise<boolean>
}

const placeOf = (row: number, field: string) => `${row}:${field}`

/**
 * The rows of an import that is being entered. They are in memory here and with the API, never on the device: it keeps each
 * part of a hundred as soon as nobody types, and answers with what is wrong in it.
 */
export function useRows(id: string): Rows {
  const fields = shallowRef<readonly EnteredField[]>([])
  const rows = shallowRef<readonly Row[]>([])
  const most = ref(0)
  const faults = shallowRef<ReadonlyMap<string, Fault>>(new Map())
  const repeated = shallowRef<ReadonlySet<number>>(new Set())
  const state = ref<'loading' | 'typed' | 'saving' | 'saved' | 'failed'>('loading')
  const savedAt = ref('')
  const fault = ref('')
  let kept: readonly Row[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<boolean> | null = null

  async function load() {
    try {
      const found = await api.get(`/imports/${id}/rows`)
      fields.value = found.fields
      kept = rows.value = found.rows.map((row) => widened(row))
      most.value = found.most
      faults.value = new Map(found.faults.map((each) => [placeOf(each.row, each.field), each]))
      repeated.value = new Set(found.repeated)
      state.value = 'saved'
      fault.value = ''
    } catch (error) {
      fail(error)
    }
  }
  const widened = (row: Row): Row => [...row, ...Array.from({ length: Math.max(0, fields.value.length - row.length) }, () => '')]

  function fail(error: unknown) {
    if (error instanceof SessionEnded) return
    state.value = 'failed'
    fault.value = sentenceFor(error, t)
  }

  function change(next: readonly Row[]) {
    rows.value = next
    state.value = 'typed'
    clearTimeout(timer)
    timer = setTimeout(() => void save(), PAUSE)
  }

  function put(part: number, answer: components['schemas']['CheckedRows']) {
    const begins = part * PART
    const elsewhere = (row: number) => row < begins || row >= begins + PART
    const found = answer.faults.map((each) => ({ ...each, row: each.row + begins }))
    faults.value = new Map([...[...faults.value].filter(([, each]) => elsewhere(each.row)), ...found.map((each) => [placeOf(each.row, each.field), each] as const)])
    repeated.value = new Set([...[...repeated.value].filter(elsewhere), ...answer.repeated.map((row) => row + begins)])
  }

  async function saveAll(): Promise<boolean> {
    state.value = 'saving'
    try {
      for (;;) {
        const now = trimmed(rows.value)
        const parts = changedParts(kept, now)
        if (!parts.length) break
        for (const part of parts) put(part, await api.put(`/imports/${id}/rows/${part}`, { rows: now.slice(part * PART, (part + 1) * PART) }))
        kept = now
      }
      state.value = 'saved'
      savedAt.value = trueNow().toISOString()
      fault.value = ''
      return true
    } catch (error) {
      fail(error)
      return false
    }
  }
  function save(): Promise<boolean> {
    clearTimeout(timer)
    return (saving ??= saveAll().finally(() => (saving = null)))
  }
  return { fields, rows, most, faults, repeated, state: computed(() => state.value), savedAt, fault, load, change, save }
}
