import type { Shape } from '../../../shared/i18n/messages/shape'
import type { FrameMessages } from './zh-CN'

const messages: Shape<FrameMessages> = {
  nav: { code: 'コード', history: '履歴', messages: 'お知らせ', me: 'マイページ', main: 'メインメニュー', visit: '施設コードを読み取る', visits: '行った場所', help: 'ヘルプ', travel: '旅程', travelTitle: '私の旅程', enter: '国際版', trip: '便と旅程', photos: '写真', family: '家族', settings: 'リマインダー', appeal: '間違いの申し立て', lookers: '私の情報を見た機関', held: '保存されている私の情報', credit: '信用記録', prior: '以前の登録', requests: '私への依頼', risk: '周辺のリスクレベル', glossary: '用語の説明', paper: '家族のコードを印刷', kiosk: '交代で使う共用端末', about: 'プライバシー・使いやすさ・ご意見', lost: 'このページはありません', lostWhat: 'アドレスの入力間違いか、古いアドレスかもしれません。', home: '最初のページへ' },
  offline: {
    head: '今は通信できません',
    what: 'コードはこのまま使えます。入力した内容は保存し、後で送信します。',
    waiting: '送信待ちの申告が{n}件あります。通信できしだい送信します。',
    refused: '前の申告は受け付けられませんでした：{why}',
    stale: '昨日の未送信の申告は期限切れです。今日の分を入力してください。',
    open: '申告を開く',
  },
  help: {
    title: 'ヘルプ',
    call: '{number}に電話',
    callAbroad: '国外から：{number}',
  },
}

export default messages
