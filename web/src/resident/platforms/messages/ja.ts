import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PlatformsMessages } from './zh-CN'

const messages: Shape<PlatformsMessages> = {
  platforms: {
    name: { wechat: 'WeChat', alipay: 'Alipay' },
    logIn: '{name} でログイン',
    first: 'まだ連携していないときは、一度電話番号でログインしてください。',
    unbound: 'この {name} はまだ健康コードのアカウントに連携されていません。一度電話番号でログインすると連携できます。',
    going: '開いています…',
    keepsNothing: 'このページは内容を保存できないため、{name} でログインできません。電話番号を使うか、端末のブラウザで開いてください。',
    otherBrowser: 'このログインは、このページで始めたものではありません。もう一度ログインしてください。',
    checking: 'ご本人を確認しています…',
    failed: 'ログインできませんでした',
    again: 'もう一度試す',
    byPhone: '電話番号でログイン',
    bindHeading: '今後 {name} でログインしますか？',
    points: {
      kept: '{name} からは番号が一つだけ届き、それでご本人とわかります。{name} での名前や友だちは見えません。',
      others: 'ほかの端末はログアウトし、SMS でお知らせします。',
      code: 'パスワードや電話番号の変更、登録の抹消には、これまでどおり SMS のコードが必要です。',
      end: '「マイページ」でいつでも解除できます。',
    },
    bind: '{name} を連携する',
    binding: '連携しています…',
    notNow: '今はしない',
    list: 'WeChat・Alipay でのログイン',
    what: '連携すると、WeChat や Alipay で健康コードを開いたとき、SMS なしでログインできます。',
    since: '{day} に連携',
    none: '連携していません',
    unbind: '連携を解除',
    unbindSure: '{name} でログインした端末はログアウトします。よろしいですか？',
    unbinding: '解除しています…',
    ended: '連携を解除しました。',
    openThere: '{name} で健康コードを開くと連携できます。',
    noFiles: '{name} ではファイルを保存できません。右上の「…」から「ブラウザで開く」を選び、ログインして保存してください。',
    messages: {
      title: 'WeChatでのリマインダー',
      what: 'WeChatで1回同意するごとに1件届きます。お知らせがあることだけが書かれ、個人の情報は出ません。',
      none: '受け取れる件数が残っていないため、次の方法でお知らせします。',
      agree: 'もう1件に同意する',
      agreed: 'WeChatでもう1件受け取れるようになりました。',
      cancelled: '今回は同意されませんでした。何も変わっていません。',
      there: 'さらに同意するには、WeChatで健康コードを開き、「マイページ」の「リマインダー」を選んでください。',
      bindFirst: '先にWeChatをアカウントに連携すると、WeChatでリマインダーを受け取れます。',
      bindThere: 'WeChatで健康コードを開き、「マイページ」の「リマインダー」を選ぶと、連携と同意ができます。',
      elsewhere: 'この同意は、このページで始めたものではないため無効です。もう一度同意してください。',
      keepsNothing: 'このページは内容を保存できないため、ここでは同意できません。SMSかメールをお使いください。',
      keeping: '保存しています…',
    },
  },
}

export default messages
