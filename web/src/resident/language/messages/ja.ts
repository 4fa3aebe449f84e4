import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LanguageMessages } from './zh-CN'

const messages: Shape<LanguageMessages> = {
  language: {
    choose: '言語',
    unreviewed: 'この翻訳はまだ確認を受けていません。内容が異なる場合は中国語が優先します。',
  },
}
export default messages
