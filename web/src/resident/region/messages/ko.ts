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
    none: '찾지 못했습니다. 다르게 써 보십시오. 예: chengdong',
    noCountry: '국가나 지역을 찾지 못했습니다. 다르게 써 보시거나 국가 번호를 입력해 주십시오. 예: 81',
    whole: '중국 전체',
    change: '변경',
    near: {
      ask: '가까운 현·구 보기',
      looking: '위치를 찾는 중입니다…',
      private: '위치는 휴대폰 안에서만 비교하고 보내지 않습니다.',
      which: '가까운 순서입니다. 하나를 선택해 주십시오',
      other: '여기에 없습니까? 위에서 찾아 주십시오.',
      refused: '휴대폰에서 위치를 허용하지 않았습니다. 브라우저나 시스템 설정에서 허용하거나 위에서 찾아 주십시오.',
      unavailable: '지금은 위치를 알 수 없습니다. 위에서 찾거나 트인 곳에서 다시 시도해 주십시오.',
      far: '가까이에 중국의 현·구가 없습니다. 해외에 계시면 해외를 선택해 주십시오.',
    },
  },
}

export default messages
