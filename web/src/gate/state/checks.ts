import { ref } from 'vue'
import { NoAnswer, Problem } from '../../shared/api/problem'
import type { Colour, Verification } from '../../shared/api/types'
import { api, venueId } from './staff'

export type Verdict = Colour | 'invalid' | 'unknown'

/** What kind of other people's code a text is; nothing of it is sent anywhere. */
export type Foreign = 'payment' | 'venue' | 'link' | 'other'

export interface Check {
  id: number
  at: Date
  verdict: Verdict
  /** The key of the sentence that says why it is not valid, or null. */
  reasonKey: string | null
  /** The API's own sentence when it refused the request. */
  sentence: string
  answer: Verification | null
  temperature: number | null
}

const KEPT = 30

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

let count = 0

function record(check: Omit<Check, 'id' | 'at' | 'temperature'>, temperature: number | null): Check {
  count += 1
  const full = { ...check, id: count, at: new Date(), temperature }
  lastChecks.value = [full, ...lastChecks.value].slice(0, KEPT)
  return full
}

function requestBody(token: string, temperature: number | null) {
  return {
    token,
    ...(venueId.value ? { venue_id: venueId.value } : {}),
    ...(temperature === null ? {} : { temperature }),
  }
}

function judged(answer: Verification): Omit<Check, 'id' | 'at' | 'temperature'> {
  if (!answer.valid) return { verdict: 'invalid', reasonKey: `reason.${answer.reason ?? 'malformed'}`, sentence: '', answer }
  if (!answer.colour) return { verdict: 'invalid', reasonKey: 'result.noCode', sentence: '', answer }
  return { verdict: answer.colour, reasonKey: null, sentence: '', answer }
}

/** Checks one scanned or typed text and remembers the outcome. Raises SessionEnded only. */
export async function checkCode(text: string): Promise<Check> {
  const token = text.trim()
  const temperature = pendingTemperature.value
  const foreign = foreignKind(token)
  if (foreign) return record({ verdict: 'invalid', reasonKey: `foreign.${foreign}`, sentence: '', answer: null }, null)
  try {
    const answer = await api.post<Verification>('/codes/verify', requestBody(token, temperature), { repeatable: true })
    pendingTemperature.value = null
    return record(judged(answer), temperature)
  } catch (error) {
    return record(failed(error), null)
  }
}

function failed(error: unknown): Omit<Check, 'id' | 'at' | 'temperature'> {
  if (error instanceof Problem) {
    return { verdict: 'unknown', reasonKey: error.status === 403 ? 'login.wrongRole' : null, sentence: error.detail, answer: null }
  }
  if (error instanceof NoAnswer) {
    return { verdict: 'unknown', reasonKey: 'scan.offline', sentence: '', answer: null }
  }
  throw error
}
