import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PriorMessages } from './zh-CN'

const messages: Shape<PriorMessages> = {
  prior: {
    title: '以前の登録',
    offer: '別の健康コードに登録があります。内容を確認すると、入力を省けます。',
    look: '確認する',
    lead: '「{system}」に{day}に登録された内容です。正しいですか。',
    residence: '居住地',
    address: '住所',
    now: 'このコードの今の登録：{place}',
    nothing: '居住地と住所の登録はありません。',
    until: '何もしないと{time}を過ぎてから削除され、このコードはそのまま使えます。',
    confirm: 'はい、使います',
    decline: 'いいえ、使いません',
    saving: '保存中…',
    confirmed: 'この内容を使うようにしました。以前の登録は削除され、今後はこのコードだけを使います。',
    declined: 'この内容は使いません。以前の登録は削除され、このコードの内容は変わりません。',
    none: '確認する登録はありません。',
    toMe: '「マイページ」に戻る',
  },
}
export default messages
