import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RequestMessages } from './zh-CN'

const messages: Shape<RequestMessages> = {
  requests: {
    title: '私への依頼',
    lead: 'ほかの地域のプラットフォームがコードや状態を見るには、あなたの同意が必要です。回答しなければ、何も渡されません。',
    offer: '{partner}が同意の回答を待っています。',
    look: '回答する',
    asks: {
      display: '{partner}が、{name}のコードの提示を求めています',
      query: '{partner}が、{name}のコードの状態を照会しています',
    },
    given: {
      display: '同意すると、コードを1回受け取ります。有効なのは最長24時間です。',
      query: '同意すると、5分間だけ色とその理由を見られます。',
    },
    purpose: '目的：{purpose}',
    until: '{time}までに回答してください。',
    accept: '同意する',
    refuse: '同意しない',
    sending: '送信中…',
    status: {
      open: '回答待ち',
      confirmed: '同意済み（{time}まで有効）',
      refused: '同意せず（何も渡していません）',
      used: '同意済み（コードを渡しました）',
      lapsed: '期限切れ',
    },
    mine: 'あなた',
    empty: 'コードを求めているプラットフォームはありません。',
  },
}
export default messages
