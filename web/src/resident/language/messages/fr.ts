import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LanguageMessages } from './zh-CN'

const messages: Shape<LanguageMessages> = {
  language: {
    choose: 'Langue',
    unreviewed: 'Cette traduction n’a pas encore été relue. En cas de différence, le texte chinois fait foi.',
  },
}
export default messages
