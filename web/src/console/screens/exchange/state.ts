import type { components } from '../../../shared/api/generated'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Exchanged = Schemas['Exchanged']
export type Unacknowledged = Schemas['Unacknowledged']
export type UnderWay = Unacknowledged['items'][number] & { id: string }
export type Refused = Unacknowledged['refused'][number] & { id: string }
export type Compared = Schemas['ComparedInFull']
export type Shown = Schemas['ShownPartner']
export type Resent = Schemas['Resent']
export type Proposal = Schemas['Proposal']
export type NewPartner = Schemas['NewPartner']

export const fetchPartners = async (): Promise<Exchanged[]> => (await api.get('/exchange/partners')).items
export const fetchPartner = (id: string): Promise<Shown> => api.get(`/partners/${id}`)
export const fetchUnacknowledged = (id: string): Promise<Unacknowledged> => api.get(`/exchange/partners/${id}/unacknowledged`)
export const fetchCompared = (id: string): Promise<Compared> => api.get(`/exchange/partners/${id}/reconciliation`)

/** Which word stands for a partner: what is most urgent of it. */
export type Word = 'late' | 'silent' | 'differs' | 'well' | 'receives'
export function wordOf({ state, late, yesterday }: Pick<Exchanged, 'state' | 'late' | 'yesterday'>): Word {
  if (late) return 'late'
  if (state === 'not_answering') return 'silent'
  if (yesterday && !yesterday.equal) return 'differs'
  return state === 'receives_only' ? 'receives' : 'well'
}

/** Whether somebody of ours should look at a partner. */
export const isTrouble = (partner: Pick<Exchanged, 'state' | 'late' | 'yesterday'>): boolean => ['late', 'silent', 'differs'].includes(wordOf(partner))

/** One path's numbers of a compared day on both sides; `same` where the hashes are. */
export interface PathOfDay {
  id: string
  ours: number
  theirs: number
  same: boolean
}
export function pathsOf({ ours, theirs }: Pick<Compared, 'ours' | 'theirs'>): PathOfDay[] {
  const names = [...new Set([...ours, ...theirs].map(({ path }) => path))].sort()
  return names.map((id) => {
    const [mine, other] = [ours, theirs].map((side) => side.find(({ path }) => path === id))
    return { id, ours: mine?.records ?? 0, theirs: other?.records ?? 0, same: mine?.hash === other?.hash }
  })
}

export function resend(id: string, reason: string): Promise<Resent> {
  const body = { reason: reason.trim() }
  return sendOnce(`exchange.resend.${id}`, body, (key) => api.post(`/exchange/partners/${id}/resend`, body, { key }))
}

/** Proposes that a key which the partner announced comes in force. */
export function turnKey(id: string, keyid: string, reason: string): Promise<Proposal> {
  const body = { keyid, reason: reason.trim() }
  return sendOnce(`exchange.key.${id}`, body, (key) => api.post(`/partners/${id}/keys`, body, { key }))
}

export function revokeKey(id: string, keyid: string, reason: string): Promise<Schemas['RevokedKey']> {
  return api.post(`/partners/${id}/keys/${keyid}/revocation`, { reason: reason.trim() })
}

/** The agreement as it was typed or pasted; null where it is no JSON object. */
export function agreementOf(typed: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(typed)
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : null
  } catch {
    return null
  }
}

export function proposePartner(agreement: Record<string, unknown>, reason: string): Promise<Proposal> {
  const body = { ...agreement, reason: reason.trim() } as NewPartner
  return sendOnce('exchange.partner', body, (key) => api.post('/partners', body, { key }))
}
