import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PaperMessages } from './zh-CN'

const messages: Shape<PaperMessages> = {
  paper: {
    title: '가족 코드 인쇄',
    lead: '휴대전화를 쓰지 않는 분을 위해 코드를 종이에 인쇄합니다. 사본이므로 신분증을 함께 확인합니다.',
    size: '어떤 크기로 인쇄합니까?',
    cards: '카드, 한 장에 4개',
    sheets: '전체 쪽, 한 장에 1개',
    who: '누구의 코드입니까?',
    print: '인쇄',
    none: '아직 코드가 없습니다. 먼저 신고해 주십시오.',
    failed: '일부 코드를 가져오지 못했습니다. 네트워크를 확인해 주십시오.',
    picture: '{name} 님의 건강코드, 사본',
    again: '코드 색이 바뀌거나 만료되면 종이는 쓸 수 없습니다. 그때 다시 인쇄해 주십시오.',
  },
}

export default messages
