import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RecoverMessages } from './zh-CN'

const messages: Shape<RecoverMessages> = {
  recover: {
    heading: '예전 번호를 쓸 수 없습니까?',
    lead: '아래를 입력해 주십시오. 직원이 대조한 뒤 새 번호를 등록해 드립니다. 비밀번호를 기억하지 못하셔도 됩니다.',
    name: '이름',
    phoneHint: '앞으로 로그인할 새 번호입니다. 직원이 승인하기 전에는 이 번호로 로그인하지 마십시오.',
    evidence: '본인임을 어떻게 확인할 수 있습니까?',
    evidenceHint: '예전 번호, 번호를 잃은 경위, 경찰 접수번호 등을 적어 주십시오. 최대 500자입니다.',
    evidenceEmpty: '직원이 대조할 수 있도록 몇 마디 적어 주십시오',
    send: '제출',
    sending: '제출하는 중…',
    sentHeading: '접수되었습니다',
    sent: '예전 번호와 이메일 주소로 바로 알립니다. 직원이 승인하면 새 번호로 문자가 옵니다. 그 번호로 로그인하면 신고와 코드 제시를 하실 수 있습니다. 하루 뒤에는 계정을 모두 쓰실 수 있고 예전 비밀번호는 무효가 됩니다.',
    urgent: '급하시면 신분증을 준비하고 12345로 전화해 주십시오.',
  },
}

export default messages
