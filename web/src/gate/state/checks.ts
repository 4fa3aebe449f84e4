import { reactive, ref } from 'vue'
import { NoAnswer, Problem } from '../../shared/api/problem'
import { keyFor, settle } from '../../shared/api/idempotency'
import type { Colour, DocumentType, Verification } from '../../shared/api/types'
import { trueNow } from '../../shared/time/trueTime'
import { type DeliveredCheck, checkId, queueCheck, releaseCheck, sendChecks, unqueueCheck } from '../offline/queue'
import { verifyHere } from '../offline/verify'
import { api, postId } from './staff'

export type Verdict = Colour | 'invalid' | 'unknown'

/** What kind of other people's code a text is; nothing of it is sent anywhere. */
export type Foreign = 'payment' | 'venue' | 'link' | 'other'

export interface Check {
  id: string
  at: Date
  verdict: Verdict
  /** The key of the sentence that says why it is not valid, or null. */
  reasonKey: string | null
  /** The API's own sentence when it refused the request. */
  sentence: string
  answer: Verification | null
  temperature: number | null
  /** `asking`: this phone's own verdict is shown and the API is being asked; `here`: it was not to be reached. */
  source: 'live' | 'asking' | 'here'
}

type Judged = Pick<Check, 'verdict' | 'reasonKey' | 'sentence' | 'answer'>

const KEPT = 30
const FEVER = 37.3
/** So long a live check may take before the check is sent like one made without a network. */
const HELD = 30_000

/** The last checks, newest first; in memory only, since they name people. */
export const lastChecks = ref<Check[]>([])

/** A reading to go with the next code. */
export const pendingTemperature = ref<number | null>(null)

const PAYMENT = /^(wxp:|weixin:|alipays?:|https?:\/\/([\w-]+\.)*(alipay\.com|95516\.com|tenpay\.com|wx\.tenpay\.com|pay\.weixin\.qq\.com))/i

/** What a text is that is no health code, or null when it may be one. */
export function foreignKind(text: string): Foreign | null {
  if (/^HC1L?:/.test(text)) return null
  if (PAYMENT.test(text) || /^(1[0-5]\d{16}|2[5-9]\d{14,22}|3[0-5]\d{14,22})$/.test(text)) return 'payment'
  if (/^https?:\/\/[^#]+\/v#/.test(text)) return 'venue'
  return /^https?:\/\//i.test(text) ? 'link' : 'other'
}

/** What the guard is told for an answer and a reading. A picture of a live screen is not the phone itself. */
export function judged(answer: Verification, temperature: number | null, likely = false): Judged {
  const told = (verdict: Verdict, reasonKey: string | null): Judged => ({ verdict, reasonKey, sentence: '', answer })
  if (!answer.valid) return told('invalid', likely ? 'reason.likely' : `reason.${answer.reason ?? 'malformed'}`)
  if (!answer.colour) return told('invalid', 'result.noCode')
  if (answer.presentation === 'stale') return told('invalid', 'result.presentation.stale')
  const feverish = temperature !== null && temperature >= FEVER
  return feverish && answer.colour === 'green' ? told('yellow', 'result.fever') : told(answer.colour, null)
}

function record(found: Judged, temperature: number | null, source: Check['source']): Check {
  const full = reactive<Check>({ ...found, id: checkId(), at: trueNow(), temperature, source })
  lastChecks.value = [full, ...lastChecks.value].slice(0, KEPT)
  return full
}

/** What the signature itself rules out needs no asking. */
const SETTLED = new Set(['malformed', 'bad_signature', 'wrong_issuer', 'not_a_health_code'])

/** Checks one scanned or typed text: at once by what is carried, then live. Raises SessionEnded only. */
export async function checkCode(text: string): Promise<Check> {
  const shown = text.trim()
  const foreign = foreignKind(shown)
  if (foreign) return record({ verdict: 'invalid', reasonKey: `foreign.${foreign}`, sentence: '', answer: null }, null, 'live')
  const local = await verifyHere(shown)
  if (!local) return checkLive(shown)
  const temperature = pendingTemperature.value
  const settled = SETTLED.has(local.answer.reason ?? '')
  if (!settled) pendingTemperature.value = null
  const asking = !settled && navigator.onLine !== false
  const check = record(judged(local.answer, temperature, local.likely), settled ? null : temperature, asking ? 'asking' : settled ? 'live' : 'here')
  if (!settled) void keepAndConfirm(check, shown, asking)
  return check
}

/** Kept first, so that a page closed now loses nothing; a reading is only ever told by what is kept, exactly once. */
async function keepAndConfirm(check: Check, shown: string, asking: boolean): Promise<void> {
  const { id, at, temperature } = check
  const reading = temperature === null ? {} : { temperature }
  const held = asking && temperature === null ? Date.now() + HELD : 0
  await queueCheck({ id, shown, checked_at: at.toISOString(), venue_id: postId(), ...reading, held }).catch(() => undefined)
  if (!asking) return
  const confirmed = await confirm(check, shown)
  if (confirmed && temperature === null) await unqueueCheck(id).catch(() => undefined)
  else await releaseCheck(id).catch(() => undefined)
  if (confirmed) void sendChecks(api, delivered)
}

/** Whether the API has answered. Its answer takes the place of this phone's own. */
async function confirm(check: Check, shown: string): Promise<boolean> {
  try {
    const answer = await api.post<Verification>('/codes/verify', { token: shown, ...post() }, { repeatable: true })
    Object.assign(check, judged(answer, check.temperature), { source: 'live' })
    return true
  } catch (error) {
    check.source = 'here'
    if (error instanceof Problem) check.sentence = error.detail
    return false
  }
}

const post = () => ({ venue_id: postId() })

/** What became of a check that was delivered: a guard who still looks at it sees what followed. */
export function delivered(result: DeliveredCheck): void {
  const check = lastChecks.value.find(({ id }) => id === result.id)
  if (!check || result.status === 'refused' || check.source === 'live') return
  Object.assign(check, judged(result, check.temperature), { source: 'live' })
}

/** A phone that carries nothing yet can only ask. */
async function checkLive(shown: string): Promise<Check> {
  const temperature = pendingTemperature.value
  try {
    const answer = await api.post<Verification>('/codes/verify', { token: shown, ...post() }, { repeatable: true })
    const check = record(judged(answer, temperature), temperature, 'live')
    pendingTemperature.value = null
    if (temperature !== null) void keepAndConfirm({ ...check }, shown, false).then(() => sendChecks(api, delivered))
    return check
  } catch (error) {
    return record(failed(error), null, 'here')
  }
}

interface LookedUp {
  colour: Colour | null
  certification: Verification['certification']
  expired: boolean
  checked_at: string
}

/** The colour of a person without a phone, by their document. Raises Problem, NoAnswer: nothing is known offline. */
export async function checkDocument(type: DocumentType, number: string, reason: string): Promise<Check> {
  const body = { document: { type, number }, venue_id: postId(), reason }
  const found = await api.post<LookedUp>('/codes/lookups', body, { key: keyFor('lookup', body) })
  settle('lookup')
  const answer: Verification = {
    valid: !found.expired,
    reason: found.expired ? 'expired' : null,
    colour: found.colour,
    certification: found.certification,
    name_masked: null,
    document_last4: null,
    issued_at: null,
    expires_at: null,
    checked_at: found.checked_at,
    live: true,
    presentation: null,
  }
  return record(judged(answer, null), null, 'live')
}

function failed(error: unknown): Judged {
  if (error instanceof Problem) {
    return { verdict: 'unknown', reasonKey: error.status === 403 ? 'login.wrongRole' : null, sentence: error.detail, answer: null }
  }
  if (error instanceof NoAnswer) {
    return { verdict: 'unknown', reasonKey: 'scan.nothing', sentence: '', answer: null }
  }
  throw error
}
