import type { Shape } from '../../../../shared/i18n/messages/shape'
import review from '../../../review/messages/en'
import type { PhotoMessages } from './zh-CN'

const messages: Shape<PhotoMessages> = {
  review,
  photos: {
    none: 'No photo waits.', what: 'Photo', where: 'Region', size: 'Size', since: 'Since', received: 'received {time}', later: 'Another one first',
    look: 'Looking at the photo', larger: 'Larger', smaller: 'Smaller', turn: 'Turn', whole: 'All of it', expired: 'The link to a photo lasts two minutes. Each look is kept.',
    said: 'The document as its person says it', correctedWhat: 'Once the photo is accepted, the corrected number takes the place of the first.',
    field: { type: 'Document', number: 'Number', corrected: 'Corrected to', name: 'Name', birth: 'Born', sex: 'Sex', nationality: 'Nationality', country: 'Issued by', expires: 'Expires' },
    decide: 'Decide', accept: 'Accept', reject: 'Send back', sending: 'Sending…', why: 'Why it is sent back', whyHint: 'The person reads it and gets it as a text message. Not needed to accept.',
    status: { awaiting: 'Not received', received: 'Waits', accepted: 'Accepted', rejected: 'Sent back' },
    done: { awaiting: 'The photo has not been received.', received: 'Received', accepted: 'Accepted, and the person is told.', rejected: 'Sent back, and the person is told why.' },
    changed: 'Somebody else decided about this photo.',
    keys: { first: 'Open the first one', accept: 'Ready to accept', reject: 'Write why it is sent back', next: 'The next one', larger: 'Larger', smaller: 'Smaller', turn: 'Turn', whole: 'All of it' },
  },
}

export default messages
