import type { components } from '../../../shared/api/generated'
import type { DeskRole } from '../../shell/deskScreen'

export type Proposal = components['schemas']['Proposal']

const EPIDEMIOLOGIST: readonly DeskRole[] = ['epidemiologist']
const SUPERVISOR: readonly DeskRole[] = ['supervisor']
const BOTH: readonly DeskRole[] = ['epidemiologist', 'supervisor']
const RECORDS: readonly DeskRole[] = ['reviewer', 'supervisor']

/** Who agrees to which kind, as the API has it (030): the button is for them alone, and the API refuses all others anyway. */
const APPROVERS: Record<string, readonly DeskRole[]> = {
  case: EPIDEMIOLOGIST,
  contact: EPIDEMIOLOGIST,
  contact_list: EPIDEMIOLOGIST,
  declared_contact: EPIDEMIOLOGIST,
  breach: EPIDEMIOLOGIST,
  list_name: EPIDEMIOLOGIST,
  feed_list: EPIDEMIOLOGIST,
  designation: BOTH,
  violation: BOTH,
  rating: BOTH,
  rating_correction: BOTH,
  import: BOTH,
  join: RECORDS,
  part: RECORDS,
  ruleset: SUPERVISOR,
  ruleset_withdrawal: SUPERVISOR,
  breaker_numbers: SUPERVISOR,
  sms_budget: SUPERVISOR,
  staff_role: SUPERVISOR,
}

/** Why somebody with these roles has no button to approve; empty where they have one. */
export function hindrance(proposal: Proposal, roles: readonly string[]): '' | 'own' | 'supervisor' | 'role' | 'simulation' | 'cooling' {
  const { needs, kind } = proposal
  const known = APPROVERS[kind] ?? []
  if (proposal.own) return 'own'
  if (needs.includes('supervisor') && !roles.includes('supervisor')) return 'supervisor'
  if (!needs.includes('supervisor') && !known.some((role) => roles.includes(role))) return 'role'
  if (needs.includes('simulation')) return 'simulation'
  return needs.includes('cooling') ? 'cooling' : ''
}
