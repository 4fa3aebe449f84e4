import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { RetentionMessages } from './zh-CN'

const messages: Shape<RetentionMessages> = {
  retention: {
    now: 'Records that have an end are deleted by the database itself when it comes. What was deleted cannot be looked at here yet.',
    will: 'What will stand here',
    what: { 1: 'How long each kind of record is kept, and on what ground', 2: 'Each run of deletion: what it took, and the ledger of it', 3: 'What shows that deletion really happens, and the end of the whole system' },
  },
}

export default messages
