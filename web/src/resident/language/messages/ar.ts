import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LanguageMessages } from './zh-CN'

const messages: Shape<LanguageMessages> = {
  language: {
    choose: 'اللغة',
    unreviewed: 'لم يراجع أحد هذه الترجمة بعد. عند الاختلاف يُعتمد النص الصيني.',
  },
}
export default messages
