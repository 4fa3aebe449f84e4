import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LanguageMessages } from './zh-CN'

const messages: Shape<LanguageMessages> = {
  language: {
    choose: 'Language',
    unreviewed: 'Nobody has reviewed this translation yet.',
  },
}
export default messages
