import type { Shape } from '../../../shared/i18n/messages/shape'
import type { KioskMessages } from './zh-CN'

const messages: Shape<KioskMessages> = {
  kiosk: {
    title: '交代で使う共用端末',
    what: '地域の窓口用です。スマホのない方の申請、申告、印刷を職員が手伝います。',
    forgets: '終わったらボタン1つで消去します。1分半操作がないときも消去します。ログイン、氏名、入力した内容は残りません。',
    paper: 'この端末は、だれの専用スマホにもなりません。コードを印刷してお持ち帰りください。',
    on: '開始',
    off: '終了して1人用に戻す',
    bar: 'この端末は交代で使います',
    ask: 'まだお使いですか。{n}秒後に消去します',
    finish: '終わったので消去する',
  },
}

export default messages
