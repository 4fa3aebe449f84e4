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
    none: '見つかりませんでした。「城东区」のように、書き方を変えてみてください。',
    whole: '中国全土',
    change: '変更',
  },
}

export default messages
