import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LanguageMessages } from './zh-CN'

const messages: Shape<LanguageMessages> = {
  language: {
    choose: 'Idioma',
    unreviewed: 'Esta traducción aún no ha sido revisada. En caso de diferencia, vale el texto en chino.',
  },
}
export default messages
