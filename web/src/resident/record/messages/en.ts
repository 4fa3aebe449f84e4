import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RecordMessages } from './zh-CN'

const messages: Shape<RecordMessages> = {
  record: {
    lookers: 'Who looked at my data',
    lookersLead: 'Each time staff look at your name, your document, your visits or your declarations it stands here: which office, when, and what for. Staff are not named.',
    lookersNone: 'Nobody has looked.',
    lookersDoubt: 'Should they not have looked?',
    lookersAppeal: 'Say what is wrong',
    by: 'Who looked',
    reason: 'What for',
    at: 'When',
    credit: 'Credit register',
    creditLead: 'What two of staff found on evidence to be against the rules goes to the credit register. It does not change your colour.',
    creditNone: 'Nothing is recorded.',
    on: 'On {day}',
    office: 'Found by',
    told: 'Found at',
    evidence: 'It rests on',
    evidenceCount: '{count} of your records, with these references',
    status: {
      open: 'Not reported yet',
      objected: 'Held back while your objection is looked at',
      reported: 'To be reported',
      withdrawn: 'Taken back',
    },
    openUntil: 'Is it wrong? Object by {time}, and nothing is reported until that is decided.',
    objected: 'Another department looks at your objection. Nothing is reported meanwhile.',
    reported: 'The report is written and has not been sent yet. You can still appeal.',
    withdrawnUpheld: 'You were right: this was taken back and is not reported.',
    withdrawnAnnulled: 'What it rested on was corrected: this was taken back and is not reported.',
    recalled: 'What had been reported is withdrawn from the register.',
    object: 'Object',
    appeal: 'Appeal',
    more: 'Earlier',
  },
}
export default messages
