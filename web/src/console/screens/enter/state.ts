import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'
import { send } from './upload'

export type Import = components['schemas']['Import']
export type ListedImport = components['schemas']['ListedImport']
export type LineProblem = components['schemas']['LineProblem']
export type Kind = ListedImport['kind']
export type Status = ListedImport['status']
export type Act = 'stop' | 'resume' | 'dry-run'

export const KINDS: readonly Kind[] = ['contacts', 'cases', 'travel', 'designations', 'ratings', 'registrations']
export const STATUSES: readonly Status[] = ['entering', 'awaiting', 'reading', 'checked', 'applying', 'done', 'stopped', 'unreadable', 'undoing', 'undone']

/** Kinds that somebody with these roles may send. */
export const kindsFor = (roles: readonly string[]): readonly Kind[] => (roles.includes('epidemiologist') ? KINDS : KINDS.filter((kind) => kind === 'designations'))

/** Statuses in which something happens by itself. */
export const isMoving = (status: Status): boolean => status === 'awaiting' || status === 'reading' || status === 'applying' || status === 'undoing'

/** What a hand may do to an import as it stands; whether an end can be undone or gone on with the API says. */
export function actsOf({ status, proposal }: Import): readonly Act[] {
  if (status === 'stopped') return ['resume']
  if (status === 'checked') return proposal && !proposal.dry_run ? ['stop', 'dry-run'] : ['stop']
  return status === 'entering' || status === 'awaiting' || status === 'reading' || status === 'applying' ? ['stop'] : []
}

/** Whether what it put in force can be taken back: all of it, or as far as it came. */
export const mayUndo = ({ status, accepted_at }: Import): boolean => status === 'done' || (status === 'stopped' && accepted_at !== null)

/** How much of the good lines was put in force, 0 to 1. */
export function shareOf({ outcomes, good }: ListedImport): number {
  const lines = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  return good ? Math.min(1, lines / good) : 0
}

export interface LineGroup {
  name: 'good' | 'bad' | 'repeated' | 'known' | 'other'
  lines: number
  /** What became of some of them, with how many; the rest of the bad was wrong as it was sent. */
  became: readonly (readonly [outcome: string, lines: number])[]
}

/** Where an outcome is counted once all lines are worked off; what was taken back since is counted for itself. */
const OF: Readonly<Record<string, LineGroup['name']>> = { accepted: 'good', waiting_match: 'good', held: 'good', no_effect: 'known', known: 'known', undone: 'other', changed_since: 'other' }
const groupOf = (outcome: string): LineGroup['name'] => OF[outcome] ?? 'bad'

/** Lines by group with what became of them. While they are worked off the good ones are all that were found good. */
export function becameOf({ good, bad, repeated, known, outcomes, status, accepted_at }: ListedImport): LineGroup[] {
  const told = Object.entries(outcomes).filter(([, lines]) => lines > 0).sort(([, one], [, other]) => other - one)
  const of = (name: LineGroup['name']) => told.filter(([outcome]) => groupOf(outcome) === name)
  const left = accepted_at && (status === 'applying' || status === 'stopped') ? good - told.reduce((sum, [, lines]) => sum + lines, 0) : 0
  const groups: LineGroup[] = [
    { name: 'good', lines: good, became: [...of('good'), ...(left > 0 ? [['left', left] as const] : [])] },
    { name: 'bad', lines: bad, became: of('bad') },
    { name: 'repeated', lines: repeated, became: [] },
    { name: 'known', lines: known, became: of('known') },
  ]
  const others = of('other')
  return others.length ? [...groups, { name: 'other', lines: others.reduce((sum, [, lines]) => sum + lines, 0), became: others }] : groups
}

export interface Begun {
  kind: Kind
  origin: string
}

/** An import whose rows are entered on the page. */
export async function beginTyped({ kind, origin }: Begun): Promise<string> {
  const body = { kind, format: 'csv' as const, origin, typed: true }
  const { import: started } = await sendOnce('imports.typed', body, (key) => api.post('/imports', body, { key }))
  return started.id
}

/** An import whose file is on its way by the time this answers. */
export async function beginFile({ kind, origin }: Begun, format: 'csv' | 'xlsx' | 'jsonl', file: File): Promise<string> {
  const body = { kind, format, origin, typed: false }
  const { import: started, upload } = await sendOnce('imports.file', body, (key) => api.post('/imports', body, { key }))
  if (upload) void send(started.id, file, upload)
  return started.id
}

export interface BadLine {
  id: string
  line: number
  cells: readonly (readonly [column: string, cell: string])[]
  /** Sentences by the column that they are about; those of no column of the file under "". */
  faults: Readonly<Record<string, string>>
}

/** Errors as the file's own rows: those of one line together. */
export function linesOf(errors: readonly LineProblem[]): BadLine[] {
  const lines = new Map<number, BadLine & { faults: Record<string, string> }>()
  for (const { line, column, detail, cells } of errors) {
    const found = lines.get(line) ?? { id: String(line), line, cells: Object.entries(cells), faults: {} }
    const at = column in cells ? column : ''
    found.faults[at] = [found.faults[at], at || !column ? detail : `${column}: ${detail}`].filter(Boolean).join(' ')
    lines.set(line, found)
  }
  return [...lines.values()]
}

export interface Watched {
  found: Ref<Import | null>
  fault: Ref<string>
  look(): Promise<void>
  act(act: Act): Promise<void>
  choose(columns: Record<string, string | null>): Promise<void>
  /** The id of the proposal to take all of it back. */
  undo(reason: string): Promise<string>
}

export function useImport(id: string): Watched {
  const found = shallowRef<Import | null>(null)
  const fault = ref('')

  async function look() {
    try {
      found.value = await api.get(`/imports/${id}`)
      fault.value = ''
    } catch (error) {
      fault.value = sentenceFor(error, t)
    }
  }
  return {
    found,
    fault,
    look,
    async act(act) {
      await api.request('POST', `/imports/${id}/${act}`, { repeatable: act !== 'dry-run' })
      await look()
    },
    async choose(columns) {
      found.value = await api.put(`/imports/${id}/columns`, { columns })
    },
    async undo(reason) {
      const body = { reason }
      return (await sendOnce(`imports.undo.${id}`, body, (key) => api.post(`/imports/${id}/undo`, body, { key }))).id
    },
  }
}
