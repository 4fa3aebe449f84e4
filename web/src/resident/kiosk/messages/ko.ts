import type { Shape } from '../../../shared/i18n/messages/shape'
import type { KioskMessages } from './zh-CN'

const messages: Shape<KioskMessages> = {
  kiosk: {
    title: '공용 기기',
    what: '주민센터 등에서 씁니다. 휴대전화가 없는 분의 신청, 신고, 인쇄를 직원이 도와드립니다.',
    forgets: '한 분이 끝날 때마다 버튼을 한 번 누르면 지워지고, 1분 30초 동안 쓰지 않아도 지워집니다. 로그인, 이름, 입력한 내용이 남지 않습니다.',
    paper: '이 기기는 누구의 휴대전화로도 등록되지 않습니다. 코드를 인쇄해서 가져가 주십시오.',
    on: '시작',
    off: '종료: 다시 한 사람용으로',
    bar: '여러 사람이 차례로 쓰는 기기입니다',
    ask: '아직 사용 중이십니까? {n}초 후 모두 지워집니다',
    finish: '완료: 내 기록 지우기',
  },
}

export default messages
