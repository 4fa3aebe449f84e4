import type { Shape } from '../../../shared/i18n/messages/shape'
import type { InboxMessages } from './zh-CN'

const messages: Shape<InboxMessages> = {
  messages: {
    title: 'Messages',
    empty: 'No messages now. When your colour changes, you read it here.',
    byEmail: 'The text message did not arrive; an e-mail was sent instead.',
    notDelivered: 'The text message did not reach your phone.',
    addEmail: 'Add an e-mail address',
  },
}

export default messages
