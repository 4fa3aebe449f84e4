import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: '지역 선택',
    find: '현·구·시 찾기(영어, 병음, 머리글자, 한자)',
    here: '중국 내',
    abroad: '해외·홍콩·마카오·대만',
    findCountry: '국가·지역 찾기',
    used: '이전에 사용',
    none: '찾지 못했습니다. 다르게 써 보십시오. 예: 城东区',
    whole: '중국 전체',
    change: '변경',
  },
}

export default messages
