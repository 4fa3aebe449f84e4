import { reactive, ref } from 'vue'
import { NoAnswer, Problem } from '../../shared/api/problem'
import { keyFor, settle } from '../../shared/api/idempotency'
import type { Colour, DeliveredCheck, Verification } from '../../shared/api/types'
import type { NamedDocument } from '../../shared/identity/documents'
import { code as plainCode } from '../../shared/text/kinds'
import { trueNow } from '../../shared/time/trueTime'
import { endedUntil } from '../offline/keeper'
import { type Direction, checkId, confirmCheck, queueCheck, releaseCheck, sendChecks, unqueueCheck, withoutReading } from '../offline/queue'
import { verifyHere } from '../offline/verify'
import { NOTHING, type Reading, isAnomaly, takeReading } from './readings'
import { api, direction, door, postId, venueId } from './staff'

/** `old`: a good code of before a mass event, to be opened again; neither a colour nor refused. */
export type Verdict = Colour | 'invalid' | 'unknown' | 'old'

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
  reading: Reading
  /** Recorded as somebody who went in or out here; null where only the code was checked, or is still to be compared. */
  entry: Direction | null
  /** The text that was scanned; empty for a look-up. */
  shown: string
  /** What the guard said after comparing the document; null until then. */
  compared: boolean | null
  /** What followed from the reading, once the API has told. */
  anomaly: DeliveredCheck['anomaly'] | null
  takenBack: boolean
  /** `asking`: this phone's own verdict is shown and the API is being asked; `here`: it was not to be reached. */
  source: 'live' | 'asking' | 'here'
}

type Judged = Pick<Check, 'verdict' | 'reasonKey' | 'sentence' | 'answer'>

const KEPT = 30
/** So long a live check may take before the check is sent like one made without a network. */
const HELD = 30_000

/** The last checks, newest first; in memory only, since they name people. */
export const lastChecks = ref<Check[]>([])

const PAYMENT = /^(wxp:|weixin:|alipays?:|https?:\/\/([\w-]+\.)*(alipay\.com|95516\.com|tenpay\.com|wx\.tenpay\.com|pay\.weixin\.qq\.com))/i

/** What a text is that is no health code, or null when it may be one. */
export function foreignKind(text: string): Foreign | null {
  if (/^HC1L?:/.test(text)) return null
  if (PAYMENT.test(text) || /^(1[0-5]\d{16}|2[5-9]\d{14,22}|3[0-5]\d{14,22})$/.test(text)) return 'payment'
  if (/^https?:\/\/[^#]+\/v#/.test(text)) return 'venue'
  return /^https?:\/\//i.test(text) ? 'link' : 'other'
}

/** What the guard is told for an answer and a reading. A picture of a live screen is not the phone itself. */
export function judged(answer: Verification, reading: Reading = NOTHING, { likely = false, old = false } = {}): Judged {
  const told = (verdict: Verdict, reasonKey: string | null): Judged => ({ verdict, reasonKey, sentence: '', answer })
  if (!answer.valid) return told('invalid', likely ? 'reason.likely' : `reason.${answer.reason ?? 'malformed'}`)
  if (!answer.colour) return told('unknown', answer.issuer ? 'result.ask' : 'result.noCode')
  if (answer.presentation === 'stale') return told('invalid', 'result.presentation.stale')
  if (old) return told('old', 'result.what.old')
  if (!isAnomaly(reading) || answer.colour !== 'green') return told(answer.colour, null)
  return told('yellow', reading.anomaly ? 'result.reported' : 'result.fever')
}

/** Who passes goes in; whoever leaves leaves, whatever the colour. */
function entryOf(verdict: Verdict): Direction | null {
  if (!direction.value || (direction.value === 'in' && verdict !== 'green')) return null
  return ['green', 'yellow', 'red', 'old'].includes(verdict) ? direction.value : null
}

const LIST_OLD = 24 * 3_600_000

/** Whether this phone's list of ended codes is over a day old or not whole. */
export const listIsOld = () => !endedUntil.value || Date.now() - Date.parse(endedUntil.value) > LIST_OLD

/** What of a green answer only a person's eyes can settle, as the end of its sentence's key; empty for nothing. */
export function toCompare({ verdict, answer, source, compared, shown }: Check): string {
  if (verdict !== 'green' || compared !== null || !answer) return ''
  if (!shown) return 'lookup'
  if (answer.presentation !== 'device') return 'copy'
  if (answer.certification === 'refused') return 'refused'
  if (answer.certification !== 'certified') return 'pending'
  return source !== 'live' && listIsOld() ? 'list' : ''
}

function record(found: Judged, reading: Reading, source: Check['source'], shown = ''): Check {
  const own = { id: checkId(), at: trueNow(), entry: null, anomaly: null, takenBack: false, compared: null }
  const full = reactive<Check>({ ...found, ...own, reading, source, shown })
  if (shown && !toCompare(full)) full.entry = entryOf(full.verdict)
  lastChecks.value = [full, ...lastChecks.value].slice(0, KEPT)
  return full
}

/** What the signature itself rules out needs no asking. */
const SETTLED = new Set(['malformed', 'bad_signature', 'wrong_issuer', 'not_a_health_code'])

/** Checks one scanned or typed text: at once by what is carried, then live. Raises SessionEnded only. */
export async function checkCode(text: string): Promise<Check> {
  const shown = plainCode(text)
  const foreign = foreignKind(shown)
  if (foreign) return record({ verdict: 'invalid', reasonKey: `foreign.${foreign}`, sentence: '', answer: null }, NOTHING, 'live', shown)
  const local = await verifyHere(shown)
  if (!local) return checkLive(shown)
  if (SETTLED.has(local.answer.reason ?? '')) return record(judged(local.answer), NOTHING, 'live', shown)
  const reading = takeReading(local.answer)
  const asking = navigator.onLine !== false
  const check = record(judged(local.answer, reading, local), reading, asking ? 'asking' : 'here', shown)
  void keepAndConfirm(check, asking)
  return check
}

const hasReading = ({ temperature, anomaly }: Reading) => temperature !== null || anomaly !== ''
/** What is kept of a check, and of the entry that goes with it. */
const entryId = (id: string) => `${id}-e`

const same = ({ shown, at }: Check) => ({ shown, checked_at: at.toISOString(), venue_id: postId() })
const measured = ({ temperature }: Reading) => (temperature === null ? {} : { temperature })

async function keepAll(check: Check, held: number): Promise<void> {
  const { id, reading } = check
  const reported = reading.anomaly ? { anomaly: reading.anomaly } : {}
  await queueCheck({ ...same(check), id, ...measured(reading), ...reported, held: hasReading(reading) ? 0 : held })
  await keepEntry(check, held)
}

async function keepEntry(check: Check, held: number): Promise<void> {
  const { id, reading, entry } = check
  if (!entry) return
  await queueCheck({ ...same(check), id: entryId(id), direction: entry, ...(door.value ? { door: door.value } : {}), ...(isAnomaly(reading) ? {} : measured(reading)), held })
}

/** The guard has compared the document: whoever it belongs to passes, anybody else does not, and nothing says they did. */
export async function settleComparison(check: Check, belongs: boolean): Promise<void> {
  check.compared = belongs
  if (!belongs) return void Object.assign(check, { verdict: 'invalid', reasonKey: 'compare.differs', sentence: '' })
  if (!check.shown || check.entry) return
  check.entry = entryOf(check.verdict)
  await keepEntry(check, check.source === 'asking' ? Date.now() + HELD : 0).catch(() => undefined)
  if (check.source !== 'asking') void sendChecks(api, delivered)
}

/** Kept first, so that a page closed now loses nothing; a reading is only ever told by what is kept, exactly once. */
async function keepAndConfirm(check: Check, asking: boolean): Promise<void> {
  await keepAll(check, asking ? Date.now() + HELD : 0).catch(() => undefined)
  if (!asking) return
  const confirmed = await confirm(check)
  const settled = confirmed && !hasReading(check.reading) ? confirmCheck(check.id) : releaseCheck(check.id)
  await settled.catch(() => undefined)
  const passed = !confirmed || entryOf(check.verdict) !== null
  if (check.entry) await (passed ? releaseCheck : unqueueCheck)(entryId(check.id)).catch(() => undefined)
  if (confirmed && entryOf(check.verdict) === null) check.entry = null
  await enterNow(check).catch(() => undefined)
  if (confirmed) void sendChecks(api, delivered)
}

/** The API has settled what this phone alone would have had compared. */
async function enterNow(check: Check): Promise<void> {
  if (check.entry || check.compared !== null || toCompare(check)) return
  check.entry = entryOf(check.verdict)
  await keepEntry(check, 0)
}

/** Whether the API has answered. Its answer takes the place of this phone's own, but not of the guard's. */
async function confirm(check: Check): Promise<boolean> {
  try {
    const answer = await api.post('/codes/verify', { token: check.shown, ...post() }, { repeatable: true })
    learn(check, answer)
    return true
  } catch (error) {
    check.source = 'here'
    if (error instanceof Problem) check.sentence = error.detail
    return false
  }
}

const post = () => ({ venue_id: postId() })

function learn(check: Check, answer: Verification): void {
  const found = check.compared === false ? {} : judged(answer, check.reading)
  Object.assign(check, found, { source: 'live' })
}

/** The verdict within what is said of a delivered check; it is there unless the check was refused. */
const verdictOf = (result: DeliveredCheck): Verification => ({
  valid: result.valid ?? false,
  reason: result.reason ?? null,
  colour: result.colour ?? null,
  certification: result.certification ?? null,
  name_masked: result.name_masked ?? null,
  document_last4: result.document_last4 ?? null,
  scheme: result.scheme ?? null,
  issued_at: result.issued_at ?? null,
  expires_at: result.expires_at ?? null,
  checked_at: result.checked_at ?? '',
  live: result.live ?? false,
  presentation: result.presentation ?? null,
  issuer: result.issuer ?? null,
  notes: result.notes ?? [],
})

/** What became of a check that was delivered: a guard who still looks at it sees what followed. */
export function delivered(result: DeliveredCheck): void {
  const check = lastChecks.value.find(({ id }) => id === result.id)
  if (!check || result.status === 'refused') return
  check.anomaly = result.anomaly ?? null
  // Judged by what had ended by then: of an old code that says no more than its own colour did.
  const isOld = check.verdict === 'old' && result.valid
  if (check.source !== 'live' && !isOld) learn(check, verdictOf(result))
}

/** A phone that carries nothing yet can only ask. */
async function checkLive(shown: string): Promise<Check> {
  try {
    const answer = await api.post('/codes/verify', { token: shown, ...post() }, { repeatable: true })
    const reading = takeReading(answer)
    const check = record(judged(answer, reading), reading, 'live', shown)
    await keepAll(check, 0).catch(() => undefined)
    if (!hasReading(reading)) await confirmCheck(check.id).catch(() => undefined)
    void sendChecks(api, delivered)
    return check
  } catch (error) {
    return record(failed(error), NOTHING, 'here', shown)
  }
}

/** A reading that was a mistake: taken out of what waits, or if it was sent already, withdrawn. Raises Problem, NoAnswer. */
export async function takeBack(check: Check, reason: string): Promise<void> {
  if (check.anomaly) await api.post(`/anomalies/${check.anomaly.id}/decision`, { outcome: 'withdrawn', reason })
  else if (!(await withoutReading(check.id))) throw new NoAnswer('on its way')
  check.takenBack = true
  if (check.answer) Object.assign(check, judged(check.answer, NOTHING, { old: check.verdict === 'old' }))
}

/** The colour of a person without a phone, by their document. Raises Problem, NoAnswer: nothing is known offline. */
export async function checkDocument(document: NamedDocument, reason: string): Promise<Check> {
  const body = { document, reason, ...(venueId.value ? { venue_id: venueId.value } : {}) }
  const found = await api.post('/codes/lookups', body, { key: keyFor('lookup', body) })
  settle('lookup')
  const answer: Verification = {
    valid: !found.expired,
    reason: found.expired ? 'expired' : null,
    colour: found.colour,
    certification: found.certification,
    name_masked: null,
    document_last4: document.number.slice(-4),
    scheme: found.scheme,
    issued_at: null,
    expires_at: null,
    checked_at: found.checked_at,
    live: true,
    presentation: null,
  }
  // A document that was looked up is no entry: the API knows visits by codes only.
  return record(judged(answer), NOTHING, 'live')
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
