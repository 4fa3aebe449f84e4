import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { ExchangeMessages } from './zh-CN'

const messages: Shape<ExchangeMessages> = {
  exchange: {
    partners: 'Partners', new: 'A new partner', none: 'No partner is connected yet.', partner: 'Partner', state: 'State', waiting: 'Waiting', oldest: 'The oldest', yesterday: 'Yesterday', n: '{n}', over: 'over {n}', back: 'All partners',
    word: { late: 'Not acknowledged for over an hour', silent: 'Does not answer', differs: 'Yesterday differs', well: 'Well', receives: 'Only receives here, nothing is sent' },
    silentSince: 'No answer to be believed since {at} ({fault}); tried next: {next}.', nextMinute: 'within a minute', valuesSilent: 'What its colours mean has not been proven by three test messages; none is believed.',
    waits: '{n} record waits. | {n} records wait.', underWay: '{n} message on its way. | {n} messages on their way.', came: '{n} taken, {rejected} refused', gaps: 'never came: {numbers}',
    notAcknowledged: 'Not acknowledged', allAcknowledged: 'All is acknowledged.', message: 'Message', path: 'Interface', records: 'Open', madeAt: 'Made', fault: 'Why', refused: 'Records that it refused', what: 'What', record: 'Record',
    kind: { health: 'Health declaration', trip: 'Travel record', case: 'Case', contact: 'Contact', struck: 'Correction', credit: 'Credit register', out: 'Other message' },
    paths: {
      'health-declarations': 'Health declarations', 'trip-declarations': 'Travel records', 'health-queries': 'Questions about health', 'code-invocations': 'Requests for a code', codes: 'Codes', 'code-verifications': 'Checks of codes',
      corrections: 'Corrections', acknowledgements: 'Acknowledgements', 'feeds/cases': 'Cases', 'feeds/contacts': 'Contacts', 'feeds/ratings': 'Ratings', 'feeds/travel': 'Stays', 'feeds/colours': 'Bare colours', 'mapping-tests': 'Tests of colours',
      'credit/reports': 'Reports to the credit register', 'credit/withdrawals': 'Withdrawals from the credit register', reconciliations: 'Comparisons', keys: 'Keys', imports: 'Files', state: 'Questions about the state',
    },
    why: {
      http: 'answered with error {status}', unreachable: 'could not be reached', bad_signature: 'its signature does not hold', stale_signature: 'its clock is off by more than five minutes', unsigned: 'its answer was not signed', redirected: 'it sent us elsewhere',
      unreadable: 'its answer could not be read', not_allowed: 'its address is not allowed', partly: 'acknowledged in part', not_agreed: 'it does not take this', idempotency_conflict: 'it has another message of this number',
    },
    nothingWaits: 'Nothing waits.', fromThem: 'From them', notYet: 'The last day has not been compared yet; that happens from 02:00.',
    reason: 'Reason', needReason: 'Give a reason', resendHint: 'Why now, for instance that they say they are back.', resend: 'Send again within a minute', resending: 'Sending…', resent: '{messages} messages are sent again within a minute, {records} refused records wait again.',
    compared: 'Compared: {day}', bothEqual: 'Both sides have the same.', bothDiffer: 'The two sides differ.', notCompared: 'Could not be compared: {fault}', ours: 'Ours', theirs: 'Theirs', same: 'Hash', equal: 'equal', differs: 'differs',
    list: { missing_there: 'Messages that they do not have', unknown_here: 'Messages that we do not have', uneven: 'Messages with other numbers of records', under_way: 'On their way at the time' },
    keys: 'Their keys', from: 'from {at}', key: { current: 'in use', next: 'announced, not in force', former: 'the former, still believed', revoked: 'revoked' }, turn: 'Put in force', revoke: 'Revoke now',
    turnWhat: 'Proposes to put {key} in force. Another supervisor of the whole country agrees; the former is believed for a day more.', revokeWhat: 'Nothing of {key} is believed from now on; one person decides that. What it signed before is looked through.', revoked: 'Revoked. To be looked through: {n} message. | Revoked. To be looked through: {n} messages.', sending: 'Sending…',
    waitsForSecond: 'Proposed. It waits for a second person.', see: 'See it', newLead: 'Put the agreement here as the partner’s office sent it. It is connected once two supervisors of the whole country have agreed.', file: 'Choose a file', agreement: 'The agreement (JSON)', agreementHint: 'Id, name, region, profile, address, public keys, what goes each way, what values mean, contact.', noAgreement: 'This is no agreement', propose: 'Propose',
  },
}

export default messages
