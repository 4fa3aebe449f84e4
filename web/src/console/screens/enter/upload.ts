import { reactive } from 'vue'
import type { components } from '../../../shared/api/generated'
import { NoAnswer } from '../../../shared/api/problem'
import { api } from '../../state/staff'

export type UploadForm = components['schemas']['ImportUploadForm']
type Format = 'csv' | 'xlsx' | 'jsonl'

const MB = 1024 * 1024
/** Bytes that a file may have, as the API's form allows them. */
export const MOST: Readonly<Record<Format, number>> = { csv: 200 * MB, jsonl: 200 * MB, xlsx: 50 * MB }

/** How a file is written, by its name; null for what no list is. */
export function formatOf(name: string): Format | null {
  const end = name.toLowerCase().split('.').at(-1)
  if (end === 'xlsx') return 'xlsx'
  if (end === 'jsonl' || end === 'ndjson') return 'jsonl'
  return end === 'csv' || end === 'txt' || end === 'tsv' ? 'csv' : null
}

export interface Upload {
  name: string
  /** 0 to 1. */
  share: number
  state: 'sending' | 'sent' | 'failed'
}

/** Files on their way, by the id of their import: they go on while somebody looks at another screen. */
export const uploads = reactive<Record<string, Upload>>({})
const held = new Map<string, { file: File; form: UploadForm }>()

/** Sends a file by its form. What failed is kept in memory, and sent again by `again`. */
export async function send(id: string, file: File, form: UploadForm): Promise<void> {
  held.set(id, { file, form })
  uploads[id] = { name: file.name, share: 0, state: 'sending' }
  try {
    const status = await carried(file, form, (share) => (uploads[id]!.share = share))
    uploads[id]!.state = status < 300 ? 'sent' : 'failed'
  } catch {
    uploads[id]!.state = 'failed'
  }
  if (uploads[id]!.state !== 'sent') return
  held.delete(id)
  // It would be read within a minute by itself; whoever waits for it asks for it now.
  await api.request('POST', `/imports/${id}/resume`, { repeatable: true }).catch(() => undefined)
}

export async function again(id: string): Promise<void> {
  const kept = held.get(id)
  if (kept) await send(id, kept.file, kept.form)
}

function carried(file: File, form: UploadForm, progress: (share: number) => void): Promise<number> {
  const body = new FormData()
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value)
  body.append('file', file)
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0)
    request.onload = () => done(request.status)
    request.onerror = request.onabort = () => fail(new NoAnswer('upload'))
    request.open('POST', form.url)
    request.send(body)
  })
}
