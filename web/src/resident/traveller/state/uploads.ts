import { reactive } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import { newKey } from '../../../shared/api/idempotency'
import { NoAnswer, SessionEnded } from '../../../shared/api/problem'
import type { Photo, PhotoKind, Upload } from '../../../shared/api/types'
import { alone } from '../../../shared/device/alone'
import { t } from '../../../shared/i18n'
import { allKept, drop, keep } from '../../../shared/storage/database'
import { personal } from '../../../shared/storage/local'
import { api, onClear } from '../../account/state/account'
import { type KeptUpload, type Step, type Ways, carry } from './carry'

export interface Progress {
  step: Step | 'failed'
  /** How much of the file has left the phone, from 0 to 1. */
  share: number
  sentence: string
  /** The picture itself, to look at while it travels. */
  preview: string
}

/** Photos on their way, by person and kind. Kept on the device too, so that a closed page loses nothing. */
export const uploads = reactive<Record<string, Progress>>({})
/** The photos that the API knows, by person, newest first. */
export const photos = reactive<Record<string, Photo[]>>({})

const waiting = new Map<string, KeptUpload>()
const wakers = new Set<() => void>()
addEventListener('online', () => wakers.forEach((wake) => wake()))

export const nameOf = (personId: string, kind: PhotoKind) => `${personId}.${kind}`

export async function refreshPhotos(personId: string): Promise<void> {
  photos[personId] = (await api.get(`/people/${personId}/photos?limit=20`)).items
}

/** The photo of a kind that counts now: the newest that arrived. One that was asked for and never sent is none. */
export const newestOf = (personId: string, kind: PhotoKind): Photo | undefined =>
  photos[personId]?.find((photo) => photo.kind === kind && photo.status !== 'awaiting')

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const wake = () => {
      clearTimeout(timer)
      wakers.delete(wake)
      done()
    }
    const timer = setTimeout(wake, milliseconds)
    wakers.add(wake)
  })
}

/** Without a byte for this long the connection counts as broken. */
const STALLED = 45_000

function send(upload: KeptUpload, form: Upload['upload'], progress: (share: number) => void): Promise<number> {
  const body = new FormData()
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value)
  body.append('file', new Blob([upload.bytes], { type: upload.type }))
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    const broken = () => fail(new NoAnswer('upload'))
    const stop = () => request.abort()
    let timer = setTimeout(stop, STALLED)
    // A browser that knows the network is gone may leave the request hanging all the same.
    addEventListener('offline', stop)
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer)
      timer = setTimeout(stop, STALLED)
      progress(total ? loaded / total : 0)
    }
    request.onload = () => done(request.status)
    request.onerror = request.onabort = broken
    request.onloadend = () => {
      clearTimeout(timer)
      removeEventListener('offline', stop)
    }
    request.open('POST', form.url)
    request.send(body)
  })
}

const ways = (name: string): Ways => ({
  ask: ({ personId, kind, key, bytes, type }) =>
    api.post(`/people/${personId}/photos`, { kind, content_type: type, size: bytes.byteLength }, { key }),
  send,
  async find({ personId }, photoId) {
    await refreshPhotos(personId)
    return photos[personId]?.find((photo) => photo.id === photoId)
  },
  pause,
  report(step, share = 0) {
    if (uploads[name]) Object.assign(uploads[name], { step, share })
  },
  async renew(upload) {
    // Whoever has logged out meanwhile leaves nothing behind.
    if (waiting.get(name) !== upload) return
    Object.assign(upload, { key: newKey(), at: Date.now() })
    await keep('photos', name, { ...upload }).catch(() => undefined)
  },
})

function begin(name: string, upload: KeptUpload): void {
  URL.revokeObjectURL(uploads[name]?.preview ?? '')
  const preview = URL.createObjectURL(new Blob([upload.bytes], { type: upload.type }))
  uploads[name] = { step: 'waiting', share: 0, sentence: '', preview }
  waiting.set(name, upload)
  void run(name, upload)
}

async function run(name: string, upload: KeptUpload): Promise<void> {
  try {
    await alone(`photo.${name}`, () => carry(upload, ways(name)))
    await refreshPhotos(upload.personId).catch(() => undefined)
    if (waiting.get(name) === upload) await letGo(name)
  } catch (error) {
    // A newer photo has taken its place, or the person has gone.
    if (waiting.get(name) !== upload) return
    if (error instanceof SessionEnded) return
    const sentence = (error as Error).message.startsWith('store') ? t('photos.storeRefused') : sentenceFor(error, t)
    Object.assign(uploads[name]!, { step: 'failed', sentence })
  }
}

/** Takes a photo that was shrunk already, keeps it, and begins to send it. */
export async function sendPhoto(personId: string, kind: PhotoKind, blob: Blob): Promise<void> {
  const name = nameOf(personId, kind)
  const upload: KeptUpload = { personId, kind, key: newKey(), at: Date.now(), bytes: await blob.arrayBuffer(), type: 'image/jpeg' }
  // A browser that keeps nothing still sends it while the page is open.
  await keep('photos', name, upload).then(() => personal.save('uploads', true), () => undefined)
  begin(name, upload)
}

export function tryAgain(name: string): void {
  const upload = waiting.get(name)
  if (!upload) return
  Object.assign(upload, { key: newKey(), at: Date.now() })
  begin(name, upload)
}

export async function letGo(name: string): Promise<void> {
  waiting.delete(name)
  URL.revokeObjectURL(uploads[name]?.preview ?? '')
  delete uploads[name]
  await drop('photos', name).catch(() => undefined)
  if (!waiting.size) personal.forget('uploads')
}

/** Goes on with what an earlier visit left unsent. */
export async function resumeUploads(): Promise<void> {
  for (const upload of await allKept<KeptUpload>('photos').catch(() => [])) {
    const name = nameOf(upload.personId, upload.kind)
    if (!waiting.has(name)) begin(name, upload)
  }
}

onClear(() => {
  for (const { preview } of Object.values(uploads)) URL.revokeObjectURL(preview)
  for (const name of Object.keys(uploads)) delete uploads[name]
  for (const id of Object.keys(photos)) delete photos[id]
  waiting.clear()
})
