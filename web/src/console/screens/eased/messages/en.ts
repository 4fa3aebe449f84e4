import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { EasedMessages } from './zh-CN'

const messages: Shape<EasedMessages> = {
  eased: {
    lead: 'What one person did alone, because it makes it better for somebody. Look at each once and say whether it is in order. Nothing is undone by that.',
    what: 'What', where: 'Region', by: 'By', when: 'When', why: 'Reason given', about: 'About', own: 'You. Another supervisor looks at it.', you: 'you', mine: 'Yours',
    none: 'Nothing waits. Everything that one person eased was looked at.', look: 'Look', title: 'What one person eased', noReason: 'No reason given',
    note: 'What is not in order', noteHint: 'Needed only if something is not in order.', needNote: 'Say what is not in order',
    inOrder: 'In order', notInOrder: 'Not in order', sending: 'Saving…', changed: 'Another supervisor looked at it first.',
    done: { in_order: 'Kept: in order.', not_in_order: 'Kept: not in order. What to do about it is a step of its own.' },
  },
}

export default messages
