import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HistoryMessages } from './zh-CN'

const messages: Shape<HistoryMessages> = {
  history: {
    title: '私の履歴',
    empty: 'まだ申告はありません。',
    more: '以前のもの',
    proxy: '家族が代理申告',
    wrong: '間違いがありましたか',
    mistaken: '職員が訂正しました。この回答は使われませんが、申告した時刻は有効です。',
    not_theirs: '職員が取り消しました。この申告は無効です。',
    temperature: '{n} ℃',
    well: '異常なし',
  },
}

export default messages
