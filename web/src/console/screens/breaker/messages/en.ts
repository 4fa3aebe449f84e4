import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { BreakerMessages } from './zh-CN'

const messages: Shape<BreakerMessages> = {
  breaker: {
    held: 'Held', numbers: 'Numbers', none: 'Nothing is held.', county: 'County', kindTitle: 'Kind', count: 'Held', since: 'Since', due: 'Look by', late: 'Nobody released it for a day: it is the whole country’s matter.',
    pick: 'Look at a county', pickHint: 'Its last 48 hours, held or not.', kind: { case: 'Cases', contact: 'Contacts', designation: 'Designations' },
    chart: 'People of {county} who turned worse, by the hour and by cause, last 48 hours', chartHint: 'Cases turn red, contacts and designations red or yellow.', limit: { held: '{kind}: above {limit} an hour, further ones are held.', alarmed: '{kind}: above {limit} an hour there is an alarm; they are never held.' },
    back: 'All that is held', heldOf: 'What is held: {kind}', subject: 'Reference', when: 'Held at', ground: 'Ground', by: 'Decided by', noneHeld: 'Nothing of this kind is held here.',
    grounds: {
      exposure: 'same place at the same time', phone_interview: 'phone interview', flight_list: 'flight list', residents_list: 'list of residents', other: 'other', declared: 'declared', quarantine_order: 'quarantine order', returnee: 'returnee', cohort_exposure: 'exposed with others', other_public_health: 'other, public health', gone: 'taken back meanwhile',
    },
    releaseTitle: 'Release', releaseWhat: '{n} held ({kind}) take effect, and count as approved, from now on. | {n} held ({kind}) take effect, and count as approved, from now on.', reason: 'Reason', reasonHint: 'What you looked at.', needReason: 'Say what you looked at', release: 'Release {n}', releasing: 'Releasing…',
    released: '{n} begins to take effect. | {n} begin to take effect.', nothing: 'Nothing was held any more: somebody released it before.',
    numbersLead: 'From how many people on more is asked of a decision, and from how many an hour on facts are held. Two supervisors of the whole country agree to other numbers.',
    changed: 'Last changed {at} by {by}.', never: 'Never changed since the beginning.', was: 'now {value}', propose: 'Propose these numbers', proposing: 'Sending…', unchanged: 'Nothing is changed yet', notNumber: 'A whole number from {least} to {most}', waits: 'Proposed. It waits for a second supervisor.', see: 'See it', reset: 'As they are',
    number: {
      counted: 'People touched above which a supervisor agrees, the number typed', county_per_mille: 'The same above this per mille of a county’s people', county_least: '… from this many people on', simulated: 'People above which a dry run and two supervisors are needed', dry_run_hours: 'How old the dry run may be, hours', cooled: 'People above which the second supervisor waits', cooling_minutes: 'How long, minutes',
      held_over: 'People of a county who turn worse in an hour, above which further ones are held', held_times: '… and only above this many times the usual hour', median_days: 'Days of which the usual hour is taken',
    },
    part: { size: 'Of one decision', rate: 'Of a county by the hour' },
  },
}

export default messages
