import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AccountMessages } from './zh-CN'

const messages: Shape<AccountMessages> = {
  account: {
    proof: 'まず、ご本人であることの確認',
    proofWhy: 'ほかの人がスマホを手にしても、アカウントを変えられないようにするためです。確認は10分間有効です。',
    byCode: 'SMSの認証コード',
    byPassword: 'パスワード',
    way: '確認の方法',
    phoneHint: 'ログインに使う電話番号',
    send: '認証コードを送る',
    confirm: '確認',
    checking: '確認中…',
    passwordEmpty: 'パスワードを入力してください',
    sessions: 'ログイン中の端末',
    sessionsWhat: '心当たりのない端末は、ログアウトさせてからパスワードを変更してください。',
    here: 'この端末',
    unknownDevice: '種類のわからない端末',
    lastUsed: '最後の使用：{day}',
    near: '接続場所：{place}',
    end: 'この端末をログアウト',
    endSure: 'その端末では、もう一度ログインが必要になります。よろしいですか。',
    ending: 'ログアウト中…',
    endOthers: 'ほかの端末をすべてログアウト',
    ended: 'ログアウトしました。遅くとも15分後には何も表示されなくなります。',
    none: 'ほかの端末はありません。',
    undo: 'アカウントの変更を取り消す',
    undoWhat: 'パスワード、電話番号、メールアドレスは変更前の状態に戻ります。その後の変更も取り消され、すべての端末がログアウトします。',
    undoDo: '自分ではないので元に戻す',
    undoing: '元に戻しています…',
    undone: '元に戻しました。前の電話番号でもう一度ログインしてください。',
    undoKeep: '自分なのでそのままにする',
    toLogin: 'ログインする',
  },
}

export default messages
