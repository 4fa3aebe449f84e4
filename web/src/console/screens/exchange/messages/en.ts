import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { ExchangeMessages } from './zh-CN'

const messages: Shape<ExchangeMessages> = {
  exchange: {
    now: 'No partner is connected yet. Nothing is sent to other regions or systems, and nothing comes from them.',
    will: 'What will stand here',
    what: { 1: 'Partners: last message in and out, what was not acknowledged, the difference of clocks', 2: 'One message by its number, and sending it again', 3: 'Yesterday’s reconciliation, and the partners’ keys' },
  },
}

export default messages
