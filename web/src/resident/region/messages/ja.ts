import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: '場所を選ぶ',
    find: '県・区・市を探す（中国語、ピンイン、頭文字、英語）',
    here: '中国国内',
    abroad: '国外・香港・マカオ・台湾',
    findCountry: '国・地域を探す',
    used: '前に選んだ場所',
    none: '見つかりませんでした。「chengdong」のように、書き方を変えてみてください。',
    noCountry: '国・地域が見つかりませんでした。書き方を変えるか、国番号（例：81）を入力してください。',
    whole: '中国全土',
    change: '変更',
    near: {
      ask: '近くの県・区を表示',
      looking: '位置を確認しています…',
      private: '位置は電話の中で比べるだけで、送信しません。',
      which: '近い順に表示しています。一つ選んでください',
      other: 'この中にない場合は、上で探してください。',
      refused: '位置情報が許可されていません。ブラウザーか端末の設定で許可するか、上で探してください。',
      unavailable: '今は位置が分かりません。上で探すか、空の見える場所でもう一度お試しください。',
      far: '近くに中国の県・区がありません。国外にいる場合は、国外のほうを選んでください。',
    },
  },
}

export default messages
