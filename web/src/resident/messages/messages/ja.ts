import type { Shape } from '../../../shared/i18n/messages/shape'
import type { InboxMessages } from './zh-CN'

const messages: Shape<InboxMessages> = {
  messages: {
    title: 'お知らせ',
    empty: '今はお知らせはありません。色が変わると、ここでお知らせします。',
    by: {
      push: 'SMSが届かなかったため、端末に通知を送りました。',
      wechat: 'SMSが届かなかったため、WeChatで送りました。',
      email: 'SMSが届かなかったため、メールを送りました。',
    },
    notDelivered: 'SMSがスマホに届きませんでした。',
    correct: '氏名または番号を訂正',
    addEmail: 'メールアドレスを登録',
    recovery: {
      heading: 'アカウントを{phone}に移す申請がありました',
      at: '職員が承認しました。{at}に有効になります。',
      ask: 'ご本人の申請なら、何もする必要はありません。そうでなければ、下のボタンで知らせてください。別の職員が決定します。',
      object: '私は申請していません',
      sending: '送信中…',
      reason: '私は申請していません。',
      objected: 'ご本人の申請ではないと受け付けました。別の職員が決定するまで、何も変わりません。',
    },
  },
}

export default messages
