import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LiveMessages } from './zh-CN'

const messages: Shape<LiveMessages> = {
  live: {
    offer: '이 휴대전화로 본인임을 증명하기',
    offerFresh: '지금은 사본이 표시되어 출입 담당자가 신분증을 확인합니다. 한 번만 본인 확인을 하시면 코드를 실시간으로 보여 줄 수 있습니다.',
    offerFull: '이미 휴대전화 세 대에서 코드를 보여 줄 수 있습니다. 쓰지 않는 것을 하나 바꿔 주십시오.',
    offerCannot: '이 브라우저에서는 코드를 실시간으로 표시할 수 없고 사본만 표시됩니다. 신분증을 준비하시거나 다른 브라우저를 이용해 주십시오.',
    offerFailed: '이 휴대전화가 아직 확인되지 않아 사본이 표시됩니다. 신분증을 준비해 주십시오.',
    confirm: '이 휴대전화 확인',
    again: '다시 시도',
    busy: '확인하는 중…',
    replace: '바꿀 것을 선택해 주십시오',
    phones: '내 코드를 보여 줄 수 있는 휴대전화',
    phonesWhat: '휴대전화를 잃어버리셨으면 여기서 삭제해 주십시오. 그 코드는 바로 무효가 되고 로그아웃됩니다.',
    none: '아직 휴대전화가 없습니다. ‘내 코드’를 열면 이 휴대전화가 추가됩니다.',
    thisPhone: '이 휴대전화',
    otherPhone: '다른 휴대전화',
    since: '{day} 추가',
    remove: '삭제',
    removeSure: '그 휴대전화의 코드와 저장된 그림이 모두 무효가 됩니다. 삭제하시겠습니까?',
    removing: '삭제하는 중…',
    replaceWith: '이 휴대전화로 바꾸기',
    removed: '삭제했습니다.',
  },
}

export default messages
