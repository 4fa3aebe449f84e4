import { reactive, ref } from 'vue'
import { keyFor, settle } from '../../../shared/api/idempotency'
import { NoAnswer, Problem } from '../../../shared/api/problem'
import type { Declaration, DeclarationForm } from '../../../shared/api/types'
import { oneAtATime } from '../../../shared/device/oneAtATime'
import { personal } from '../../../shared/storage/local'
import { policyDay } from '../../../shared/time/dates'
import { api, onClear } from '../../account/state/account'
import { keepCode, refreshCode } from '../../code/state/codes'
import { schemeOf } from '../../code/state/schemes'

interface Waiting {
  body: DeclarationForm
  day: string
}

/** Declarations that found no network, by person; sent when it is back, on the same policy day only. */
export const waiting = reactive<Record<string, Waiting>>(personal.load('waiting', {}))

/** Why a waiting declaration was not sent after all: `stale`, or the API's sentence. */
export const dropped = ref<{ stale: boolean; sentence: string } | null>(null)

const lastDeclarations = reactive<Record<string, Declaration>>(personal.load('last', {}))

/** The last declaration, for prefilling: from the API, or the one kept here when no network or no service answers. */
export async function lastDeclaration(personId: string): Promise<Declaration | null> {
  try {
    const page = await api.get(`/people/${personId}/declarations?limit=5`)
    // What staff struck must not come back as an answer.
    const last = page.items.find((item) => !item.annulled)
    if (last) keepLast(personId, last)
    return last ?? null
  } catch (error) {
    if (error instanceof NoAnswer || (error instanceof Problem && error.status >= 500)) return lastDeclarations[personId] ?? null
    throw error
  }
}

function keepLast(personId: string, declaration: Declaration): void {
  lastDeclarations[personId] = declaration
  personal.save('last', lastDeclarations)
}

async function send(personId: string, body: DeclarationForm): Promise<void> {
  const action = `declaration.${personId}`
  const answer = await api.post(`/people/${personId}/declarations`, body, { key: keyFor(action, body) })
  settle(action)
  keepLast(personId, answer.declaration)
  // Somebody with two codes may have chosen to see the other one than the answer's.
  const wanted = schemeOf(personId)
  if (!wanted || wanted === answer.code.scheme) keepCode(answer.code)
  // What the answer brings is a copy: the code that this phone shows live is fetched behind it.
  const live = refreshCode(personId).catch(() => undefined)
  if (wanted && wanted !== answer.code.scheme) await live
}

/** Sends a declaration, or keeps it for when the network is back. Raises Problem when it is refused. */
export async function declare(personId: string, body: DeclarationForm): Promise<'sent' | 'waiting'> {
  try {
    await send(personId, body)
    letGo(personId)
    return 'sent'
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    waiting[personId] = { body, day: policyDay() }
    personal.save('waiting', waiting)
    return 'waiting'
  }
}

function letGo(personId: string): void {
  delete waiting[personId]
  personal.save('waiting', waiting)
}

/** The service says no to what was typed; anything else passes, and what was typed outlives it. */
const saysNo = (error: unknown): error is Problem =>
  error instanceof Problem && error.status < 500 && ![401, 408, 429].includes(error.status)

/** One that waits. A declaration of another day is not sent: a temperature is of its day. Another one that was typed
 * meanwhile stays. */
async function sendOne(personId: string, entry: Waiting): Promise<void> {
  const stale = entry.day !== policyDay()
  const fault: unknown = stale ? null : await send(personId, entry.body).then(() => null, (error: unknown) => error)
  const refusal = saysNo(fault) ? fault : null
  if (fault && !refusal) return
  if (waiting[personId] === entry) letGo(personId)
  if (stale || refusal) dropped.value = { stale, sentence: refusal?.detail ?? '' }
}

const inTurn = oneAtATime()

/** Tries everything that waits: a phone that wakes up asks twice, and each is to be sent once. */
export const sendWaiting = (): Promise<void> => inTurn(sendAll)

async function sendAll(): Promise<void> {
  for (const [personId, entry] of Object.entries(waiting)) await sendOne(personId, entry)
}

/** Watches for the network and empties what waits. */
export function startSending(): void {
  const attempt = () => {
    if (navigator.onLine && Object.keys(waiting).length) void sendWaiting()
  }
  addEventListener('online', attempt)
  document.addEventListener('visibilitychange', attempt)
  setInterval(attempt, 45_000)
  attempt()
}

onClear(() => {
  for (const id of Object.keys(waiting)) delete waiting[id]
  for (const id of Object.keys(lastDeclarations)) delete lastDeclarations[id]
  dropped.value = null
})
