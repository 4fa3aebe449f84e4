import type { DeskRole } from '../../shell/deskScreen'

/** Who agrees to which kind of proposal (docs/decisions/030); a test holds the list against the API's. */
export const APPROVERS: Record<string, readonly DeskRole[]> = {
  case: ['epidemiologist'],
  contact: ['epidemiologist'],
  contact_list: ['epidemiologist'],
  declared_contact: ['epidemiologist'],
  breach: ['epidemiologist'],
  list_name: ['epidemiologist'],
  feed_list: ['epidemiologist'],
  designation: ['epidemiologist', 'supervisor'],
  violation: ['epidemiologist', 'supervisor'],
  rating: ['epidemiologist', 'supervisor'],
  rating_correction: ['epidemiologist', 'supervisor'],
  import: ['epidemiologist', 'supervisor'],
  import_undo: ['epidemiologist'],
  join: ['reviewer', 'supervisor'],
  part: ['reviewer', 'supervisor'],
  ruleset: ['supervisor'],
  ruleset_withdrawal: ['supervisor'],
  breaker_numbers: ['supervisor'],
  sunset: ['supervisor'],
  partner: ['supervisor'],
  partner_key: ['supervisor'],
  partner_fact: ['epidemiologist'],
  sms_budget: ['supervisor'],
  staff_role: ['supervisor'],
}
