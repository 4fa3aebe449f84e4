import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LiveMessages } from './zh-CN'

const messages: Shape<LiveMessages> = {
  live: {
    offer: 'このスマホをご本人のものとして登録',
    offerFresh: '今の表示は写しなので、係員が身分証明書を確認します。一度ご本人の確認をすると、正式なコードを表示できます。',
    offerFull: 'コードを表示できるスマホがすでに3台あります。使わないものと入れ替えてください。',
    offerCannot: 'このブラウザでは写しだけを表示できます。身分証明書をご用意いただくか、別のブラウザをお使いください。',
    offerFailed: 'このスマホはまだ確認できていないため、写しを表示しています。身分証明書をご用意ください。',
    confirm: 'このスマホを確認',
    again: 'もう一度試す',
    busy: '確認中…',
    replace: '入れ替えるスマホを選ぶ',
    phones: 'コードを表示できるスマホ',
    phonesWhat: 'スマホをなくしたときは、ここで外してください。そのスマホのコードはすぐに無効になり、ログアウトします。',
    none: 'まだスマホがありません。「私のコード」を開くと、このスマホが追加されます。',
    thisPhone: 'このスマホ',
    otherPhone: '別のスマホ',
    since: '追加：{day}',
    remove: '外す',
    removeSure: 'そのスマホのコードと保存した画像はすべて無効になります。外しますか。',
    removing: '外しています…',
    replaceWith: 'このスマホと入れ替える',
    removed: '外しました。',
  },
}

export default messages
