import { ref } from 'vue'
import type { ApiClient } from '../../shared/api/client'
import { newKey } from '../../shared/api/idempotency'
import { Problem } from '../../shared/api/problem'
import type { DeliveredCheck } from '../../shared/api/types'
import { alone } from '../../shared/device/alone'
import { oneAtATime } from '../../shared/device/oneAtATime'
import { allKept, countKept, drop, fetchKept, keep } from '../../shared/storage/database'
import { trueNow } from '../../shared/time/trueTime'

export type Direction = 'in' | 'out'

/** Checks that the API has to be told of, kept until it has answered for each: once, however often they are sent. */
export interface KeptCheck {
  id: string
  shown: string
  checked_at: string
  venue_id: string
  temperature?: number
  anomaly?: string
  /** Of an entry: who was scanned went in or out here. It is told as a visit. */
  direction?: Direction
  /** Of an entry: the number of the door where the guard stood. */
  door?: number
  /** Not sent before this instant of the device, in milliseconds: a live check is under way that may make it needless. */
  held?: number
}

export interface RefusedCheck {
  id: string
  checked_at: string
  detail: string
}

const BATCH = 100
const COUNTED_AFTER = 60_000
export const waitingChecks = ref(0)
export const refusedChecks = ref<RefusedCheck[]>([])
/** The sentence of what stands in the way of sending, such as a venue that is not the guard's. */
export const sendingFault = ref('')

/** An id that sorts by time, so that the oldest goes first. */
export const checkId = (): string => `${Date.now().toString(36).padStart(9, '0')}-${newKey()}`

async function count(): Promise<void> {
  waitingChecks.value = await countKept('checks').catch(() => waitingChecks.value)
}

export async function openQueue(): Promise<void> {
  await count()
  refusedChecks.value = (await fetchKept<RefusedCheck[]>('gate', 'refused').catch(() => undefined)) ?? []
}

export async function queueCheck(check: KeptCheck): Promise<void> {
  await keep('checks', check.id, check)
  await count()
}

/** A check that needs no telling after all. */
export async function unqueueCheck(id: string): Promise<void> {
  await drop('checks', id)
  await count()
}

/** A check that the API has judged: it is told only to be counted, with the others of a minute. */
export async function confirmCheck(id: string): Promise<void> {
  const kept = await fetchKept<KeptCheck>('checks', id)
  if (kept) await keep('confirmed', id, { ...kept, held: Date.now() + COUNTED_AFTER })
  await unqueueCheck(id)
}

/** A live check did not come about: what was held may be sent. */
export async function releaseCheck(id: string): Promise<void> {
  const kept = await fetchKept<KeptCheck>('checks', id)
  if (kept) await keep('checks', id, { ...kept, held: 0 })
}

export async function forgetRefused(): Promise<void> {
  refusedChecks.value = []
  await drop('gate', 'refused')
}

/** Takes the reading out of a check that waits; false where it has been sent already. */
export async function withoutReading(id: string): Promise<boolean> {
  const kept = await fetchKept<KeptCheck>('checks', id)
  if (!kept) return false
  const { temperature: _, anomaly: __, ...rest } = kept
  await keep('checks', id, rest)
  return true
}

type Kept = 'checks' | 'confirmed'

async function settle(id: string, refused: string | null, sent: KeptCheck, drawer: Kept = 'checks'): Promise<void> {
  if (refused !== null) {
    const refusal = { id, checked_at: sent.checked_at, detail: refused }
    // A check and its entry are refused for the same reason: said once.
    const same = (each: RefusedCheck) => each.checked_at === refusal.checked_at && each.detail === refused
    refusedChecks.value = [...refusedChecks.value.filter((each) => !same(each)), refusal].slice(-BATCH)
    await keep('gate', 'refused', refusedChecks.value.map((each) => ({ ...each })))
  }
  await drop(drawer, id)
}

/** Confirmed checks go together once the oldest has waited long enough. */
async function sendConfirmed(api: ApiClient): Promise<void> {
  const next = () => allKept<KeptCheck>('confirmed', BATCH)
  for (let checks = await next(); checks.some(({ held }) => (held ?? 0) <= Date.now()); checks = await next()) {
    await sendBatch(api, checks, 'confirmed')
  }
}

async function sendBatch(api: ApiClient, checks: KeptCheck[], drawer: Kept = 'checks'): Promise<DeliveredCheck[]> {
  if (!checks.length) return []
  const items = checks.map(({ held: _, ...item }) => item)
  const body = { items, sent_at: trueNow().toISOString() }
  const answer = await api.post('/checks', body, { repeatable: true })
  const sent = new Map(checks.map((check) => [check.id, check]))
  for (const result of answer.items) {
    const check = sent.get(result.id)
    if (check) await settle(result.id, result.status === 'refused' ? (result.detail ?? '') : null, check, drawer)
  }
  return answer.items
}

/** What the API will say again however often it is asked. */
const FINAL = new Set([400, 403, 404, 409, 422])

/** Tells of one entry. It has a key, and the same scan twice is one visit. */
async function sendEntry(api: ApiClient, entry: KeptCheck): Promise<void> {
  const { id, shown, venue_id, direction, door, temperature, checked_at } = entry
  const measured = temperature === undefined ? {} : { temperature }
  const body = { shown, venue_id, direction, ...(door ? { door } : {}), ...measured, client_at: checked_at, sent_at: trueNow().toISOString() }
  try {
    await api.post('/visits', body, { repeatable: true })
    await settle(id, null, entry)
  } catch (error) {
    if (!(error instanceof Problem) || !FINAL.has(error.status)) throw error
    await settle(id, error.detail, entry)
  }
}

/** The oldest that may be sent. */
async function nextToSend(): Promise<KeptCheck[]> {
  const now = Date.now()
  return (await allKept<KeptCheck>('checks', BATCH)).filter((check) => !check.held || check.held <= now)
}

const inTurn = oneAtATime()

/** Sends everything that may be sent, the oldest first, in one tab at a time; stops at the first thing in the way. */
export const sendChecks = (api: ApiClient, told: (result: DeliveredCheck) => void = () => {}): Promise<void> =>
  inTurn(() => alone('checks', () => sendAll(api, told)).finally(() => void count()))

async function sendAll(api: ApiClient, told: (result: DeliveredCheck) => void): Promise<void> {
  sendingFault.value = ''
  try {
    for (let next = await nextToSend(); next.length; next = await nextToSend()) {
      const results = await sendBatch(api, next.filter(({ direction }) => !direction))
      results.forEach(told)
      for (const entry of next.filter(({ direction }) => direction)) await sendEntry(api, entry)
      await count()
    }
    await sendConfirmed(api)
  } catch (error) {
    if (error instanceof Problem) sendingFault.value = error.detail
  }
}
