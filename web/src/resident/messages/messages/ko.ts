import type { Shape } from '../../../shared/i18n/messages/shape'
import type { InboxMessages } from './zh-CN'

const messages: Shape<InboxMessages> = {
  messages: {
    title: '메시지',
    empty: '지금은 메시지가 없습니다. 색이 바뀌면 여기에서 알려 드립니다.',
    by: {
      push: '문자가 전달되지 않아 기기 알림을 보냈습니다.',
      wechat: '문자가 전달되지 않아 WeChat으로 보냈습니다.',
      email: '문자가 전달되지 않아 이메일로 보냈습니다.',
    },
    notDelivered: '문자가 휴대전화에 전달되지 않았습니다.',
    correct: '이름이나 신분증 번호 정정',
    addEmail: '이메일 주소 추가',
    recovery: {
      heading: '계정을 {phone} 번호로 옮겨 달라는 신청이 있습니다',
      at: '직원이 승인했습니다. {at}에 적용됩니다.',
      ask: '본인이 신청하셨으면 아무것도 하지 않으셔도 됩니다. 아니면 알려 주십시오. 다른 직원이 결정합니다.',
      object: '본인이 신청하지 않음',
      sending: '보내는 중…',
      reason: '본인이 신청하지 않았습니다.',
      objected: '본인이 신청하지 않았다고 알려 주셨습니다. 다른 직원이 결정하며, 그 전에는 아무것도 바뀌지 않습니다.',
    },
  },
}

export default messages
