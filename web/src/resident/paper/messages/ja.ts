import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PaperMessages } from './zh-CN'

const messages: Shape<PaperMessages> = {
  paper: {
    title: '家族のコードを印刷',
    lead: 'スマホを使わない方のために、コードを紙に印刷します。紙は写しなので、身分証明書と一緒に確認されます。',
    size: '大きさ',
    cards: 'カード（1枚の紙に4つ）',
    sheets: '1ページ（1枚の紙に1つ）',
    who: 'だれのコードですか',
    print: '印刷',
    none: 'まだコードがありません。先に申告してください。',
    failed: '一部のコードを取得できませんでした。通信をご確認ください。',
    picture: '{name}さんの健康コード（写し）',
    again: 'コードの色が変わるか期限が切れると、紙は使えません。印刷し直してください。',
  },
}

export default messages
