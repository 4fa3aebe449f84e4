import type { Shape } from '../../../shared/i18n/messages/shape'
import type { InboxMessages } from './zh-CN'

const messages: Shape<InboxMessages> = {
  messages: {
    title: 'Inbox',
    empty: 'No messages now. When your colour changes, you read it here.',
    by: {
      push: 'The text message did not arrive; a notification was sent instead.',
      wechat: 'The text message did not arrive; a message by WeChat was sent instead.',
      email: 'The text message did not arrive; an e-mail was sent instead.',
    },
    notDelivered: 'The text message did not reach your phone.',
    correct: 'Correct the name or the number',
    addEmail: 'Add an e-mail address',
    recovery: {
      heading: 'Somebody asks to move your account to {phone}',
      at: 'Staff agreed. It takes effect {at}.',
      ask: 'If it was you, there is nothing to do. If not, say so: another member of staff decides.',
      object: 'I did not ask for it',
      sending: 'Sending…',
      reason: 'I did not ask for it.',
      objected: 'You said that it was not you. A second member of staff decides; nothing changes before.',
    },
  },
}

export default messages
