import type { Shape } from '../../../../shared/i18n/messages/shape'
import review from '../../../review/messages/en'
import type { RecoveryMessages } from './zh-CN'

const messages: Shape<RecoveryMessages> = {
  review,
  recoveries: {
    none: 'No request waits.', what: 'What', state: 'State', claims: 'Requests', since: 'Since', due: 'Due', asked: 'asked {time}', objected: 'objected to', nobody: 'nobody’s document',
    status: { waiting: 'Waits', contested: 'Contested, a second one decides', accepted: 'Accepted', refused: 'Refused', replaced: 'Replaced by a later one', done: 'In force' },
    claimed: 'Claimed', recorded: 'On record', sides: 'The claim beside the record', which: '{n} requests; shown is', claim: 'Request {n}',
    field: { name: 'Name', number: 'Document number', residence: 'Lives in', old_phone: 'Phone before', country: 'Issued by', expires_on: 'Expires' },
    newPhone: 'New phone', evidence: 'Evidence', note: 'Note', taken: 'Another record had this number when it was asked for.', unknown: 'There is no record of this document. Who asked is not told.',
    objection: 'Objection of the phone’s owner', photos: 'Accepted photos of the record', expired: 'The link is over.',
    decide: 'Decide', reasonHint: 'What it rests on; whose number it is reads it.', way: { accept: 'Accept', refuse: 'Refuse' },
    effect: { phone: 'Accepted, the new phone is in force in 24 hours; until then the owner of the old one may object.', number: 'Accepted, the number is corrected at once and certified anew.', name: 'Accepted, the name is corrected at once and certified anew.', contested: 'The owner objected: once accepted, a second reviewer decides.' },
    done: { waiting: 'Waits', contested: 'Accepted. The owner objected, so a second reviewer decides.', accepted: 'Accepted, and they are told.', refused: 'Refused, and they are told.', replaced: 'Replaced by a later one.', done: 'In force.' },
    late: 'It is past its deadline: a supervisor decides.', now: 'Now: {status}.',
  },
}

export default messages
