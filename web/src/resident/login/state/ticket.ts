import type { App } from '../../../shared/device/inside'
import { personalTab } from '../../../shared/storage/local'

/** Who the person is at WeChat or Alipay, sealed by the service for this browser, until it is bound to an account or too old. */
export interface Ticket {
  platform: App
  ticket: string
  verifier: string
  until: number
}

export const keepTicket = (ticket: Ticket): boolean => personalTab.save('ticket', ticket)
export const forgetTicket = (): void => personalTab.forget('ticket')

/** The one that still counts, or null. */
export function ticketHere(now = Date.now()): Ticket | null {
  const kept = personalTab.load<Ticket | null>('ticket', null)
  return kept && now < kept.until ? kept : null
}
