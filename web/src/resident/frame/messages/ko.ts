import type { Shape } from '../../../shared/i18n/messages/shape'
import type { FrameMessages } from './zh-CN'

const messages: Shape<FrameMessages> = {
  nav: { code: '코드', history: '기록', messages: '메시지', me: '내 정보', main: '주 메뉴', visit: '장소코드 스캔', visits: '다녀온 장소', help: '도움말', travel: '여정', travelTitle: '나의 여정', enter: '국제판', trip: '항공편과 여정', photos: '사진', family: '가족', settings: '알림', appeal: '이의 신청·정정', lookers: '개인정보 열람 기록', held: '보관 중인 개인정보', credit: '신용기록', prior: '이전 등록', requests: '코드 제공 요청', risk: '주변 위험 등급', glossary: '용어 설명', paper: '가족 코드 인쇄', kiosk: '공용 기기', about: '개인정보·접근성·의견', lost: '없는 페이지입니다', lostWhat: '주소가 잘못되었거나 예전 주소일 수 있습니다.', home: '첫 페이지로 가기' },
  offline: {
    head: '네트워크에 연결되어 있지 않습니다',
    what: '코드는 그대로 쓸 수 있습니다. 입력하신 내용은 보관했다가 나중에 전송합니다.',
    waiting: '전송 대기 중인 신고 {n}건이 있습니다. 네트워크에 연결되면 바로 전송됩니다.',
    refused: '이전 신고가 접수되지 않았습니다: {why}',
    stale: '전송되지 않은 어제의 신고는 기한이 지났습니다. 오늘 다시 신고해 주십시오.',
    open: '신고 열기',
  },
  help: {
    title: '도움말',
    call: '{number} 전화하기',
    callAbroad: '해외에서: {number}',
  },
}

export default messages
