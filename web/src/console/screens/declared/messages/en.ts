import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { DeclaredMessages } from './zh-CN'

const messages: Shape<DeclaredMessages> = {
  declared: {
    what: 'People declared contact with a patient, or a positive test. Confirm or refute it before its last day; what is due first stands first.', none: 'Nothing declared waits.', notWaiting: 'This one does not wait any more.',
    who: 'Document', said: 'Declared', on: 'Day', region: 'Region', due: 'Decide by',
    says: { confirmed: 'Contact with a confirmed case', suspected: 'Contact with a suspected case', positive: 'A positive test' },
    contactWhat: 'Confirmed, it waits for another epidemiologist. Refuted, it is in force at once and a supervisor looks through it.', testWhat: 'If it is true, enter a case. If it is not, refute it: that is in force at once.',
    kindLabel: 'As', kind: { close: 'Close contact', building: 'Same building' }, last: 'Last day of contact', reason: 'Reason', needReason: 'Say why',
    confirm: 'Propose to confirm', refute: 'Refute', enterCase: 'Enter a case', sending: 'Sending…', toPerson: 'Their time line', notYours: 'An epidemiologist decides it.',
    refuted: 'Refuted.', waits: 'Proposed. Another epidemiologist decides.', see: 'See it',
  },
}

export default messages
