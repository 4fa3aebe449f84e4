import type { Shape } from '../../../shared/i18n/messages/shape'
import type { WelcomeMessages } from './zh-CN'

const messages: Shape<WelcomeMessages> = {
  welcome: {
    title: 'あなたの健康コード',
    heading: 'お出かけの前に、コードを',
    lead: '1回の入力で、3分で健康コードが出ます。緑コードは省内すべてを通行できます。',
    start: '電話番号で始める',
    travel: '国外から中国へ行きます',
    steps: { phone: '電話番号', who: 'ご本人', declare: '健康', code: 'コード' },
    promise: '情報は感染対策のためだけに使います。いつでも確認、削除できます。',
  },
}

export default messages
