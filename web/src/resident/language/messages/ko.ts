import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LanguageMessages } from './zh-CN'

const messages: Shape<LanguageMessages> = {
  language: {
    choose: '언어',
    unreviewed: '이 번역은 아직 검수를 거치지 않았습니다. 내용이 다를 경우 중국어가 우선합니다.',
  },
}
export default messages
