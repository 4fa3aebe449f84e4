import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RecoverMessages } from './zh-CN'

const messages: Shape<RecoverMessages> = {
  recover: {
    heading: '前の電話番号が使えませんか',
    lead: '次の内容を入力してください。職員が照合し、新しい番号に入れ替えます。パスワードを覚えていなくてもかまいません。',
    name: '氏名',
    phoneHint: '今後ログインに使う新しい番号です。職員が承認するまでは、この番号でログインしないでください。',
    evidence: 'ご本人であることがわかる内容',
    evidenceHint: '前の番号、使えなくなった事情、警察への届け出番号など。500字までです。',
    evidenceEmpty: '職員が照合できるように、少し書いてください',
    send: '送信',
    sending: '送信中…',
    sentHeading: '受け付けました',
    sent: '前の番号とメールアドレスには、すぐにお知らせします。職員が承認すると、新しい番号にSMSが届きます。その番号でログインすると、申告とコードの表示ができます。1日後にアカウントの全機能が使えるようになり、前のパスワードは無効になります。',
    urgent: 'お急ぎのときは、身分証明書を用意して12345に電話してください。',
  },
}

export default messages
