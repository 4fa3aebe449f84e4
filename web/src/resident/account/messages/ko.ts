import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AccountMessages } from './zh-CN'

const messages: Shape<AccountMessages> = {
  account: {
    proof: '먼저 본인 확인이 필요합니다',
    proofWhy: '다른 사람이 휴대전화를 손에 넣어도 계정을 바꾸지 못하게 하기 위해서입니다. 한 번 확인하면 10분간 유효합니다.',
    byCode: '문자 인증번호',
    byPassword: '비밀번호',
    way: '확인 방법',
    phoneHint: '로그인할 때 쓰는 번호',
    send: '인증번호 받기',
    confirm: '확인',
    checking: '확인하는 중…',
    passwordEmpty: '비밀번호를 입력해 주십시오',
    sessions: '로그인된 기기',
    sessionsWhat: '모르는 기기가 있으면 로그아웃시키고 비밀번호를 바꿔 주십시오.',
    here: '이 기기',
    unknownDevice: '알 수 없는 기기',
    lastUsed: '마지막 사용 {day}',
    near: '네트워크 위치: {place}',
    end: '이 기기 로그아웃',
    endSure: '그 기기에서는 다시 로그인해야 합니다. 로그아웃하시겠습니까?',
    ending: '로그아웃하는 중…',
    endOthers: '다른 기기 모두 로그아웃',
    ended: '로그아웃했습니다. 늦어도 15분 뒤에는 그 기기에 아무것도 보이지 않습니다.',
    none: '다른 기기가 없습니다.',
    undo: '계정 변경 취소',
    undoWhat: '비밀번호, 전화번호, 이메일이 변경 전으로 돌아갑니다. 그 뒤의 변경도 함께 취소되고 모든 기기가 로그아웃됩니다.',
    undoDo: '본인이 아님: 되돌리기',
    undoing: '되돌리는 중…',
    undone: '되돌렸습니다. 이전 전화번호로 다시 로그인해 주십시오.',
    undoKeep: '본인이 변경함: 그대로 두기',
    toLogin: '로그인',
  },
}

export default messages
