import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LanguageMessages } from './zh-CN'

const messages: Shape<LanguageMessages> = {
  language: {
    choose: 'Язык',
    unreviewed: 'Этот перевод ещё никто не проверил. При расхождениях действует китайский текст.',
  },
}
export default messages
