import type { Shape } from '../../../../shared/i18n/messages/shape'
import review from '../../../review/messages/en'
import type { ComparisonMessages } from './zh-CN'

const messages: Shape<ComparisonMessages> = {
  review,
  comparisons: {
    none: 'No records wait to be compared.', what: 'Records', since: 'Since', due: 'Due', beside: '{one} beside {other}', gone: '(gone)',
    heading: 'Are these two records one person’s?', lead: 'The newcomer has no code until it is decided.', newcomer: 'Newcomer', before: 'There before',
    field: { name: 'Name', birth_date: 'Born', sex: 'Sex', nationality: 'Nationality', residence: 'Lives in', address: 'Address', document: 'Document', number: 'Number', country: 'Issued by', expires_on: 'Expires', certification: 'Certification', relation: 'Registered', holds: 'Holds now', created_at: 'Registered on' },
    certified: { pending: 'being checked', certified: 'certified', refused: 'refused' }, relations: { self: 'by themselves', dependant: 'by somebody for them' }, noHolds: 'none',
    rule: { case: { confirmed: 'Confirmed case', suspected: 'Suspected case', asymptomatic: 'Case without symptoms' }, contact: { close: 'Close contact', building: 'Same stairs or office area', declared: 'Declared contact' }, region: { high: 'High-risk area', medium: 'Medium-risk area' }, symptom: 'Symptoms', test: { declared: 'Declared positive test' }, gate: { anomaly: 'High temperature at a gate' }, worsened: 'Unwell during observation', undeclared: 'Not declared', designated: { red: 'Designated red', yellow: 'Designated yellow' } },
    photos: 'Photos, each on a page of its own:',
    status: { waiting: 'Waits', same: 'One person', different: 'Two people', undone: 'Parted again' },
    decide: 'Decide', reasonHint: 'What it rests on, for the audit; both are told.', way: { same: 'One person', different: 'Two people', undo: 'Propose to part them' },
    waitsSame: 'Somebody’s colour gets worse by joining them, so a second person agrees first.', waitsUndone: 'A second person agrees before they are parted.', see: 'See the proposal',
    done: { waiting: 'It waits.', same: 'They are one person’s.', different: 'They are two people’s.', undone: 'They were parted again.' },
    undoTitle: 'They are two people’s after all', undoHint: 'What it rests on. Once a second person agrees, each fact returns to its document.',
    late: 'It is past its deadline: a supervisor decides.', oneGone: 'One of the records is gone: there is nothing to decide.', now: 'Now: {status}.',
  },
}

export default messages
