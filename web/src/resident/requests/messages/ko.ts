import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RequestMessages } from './zh-CN'

const messages: Shape<RequestMessages> = {
  requests: {
    title: '코드 제공 요청',
    lead: '다른 지역의 플랫폼은 동의하셔야만 코드나 상태를 볼 수 있습니다. 답하지 않으시면 아무것도 제공되지 않습니다.',
    offer: '{partner}에서 동의 여부를 기다리고 있습니다.',
    look: '답하기',
    asks: {
      display: '{partner}에서 {name}의 건강코드 제시를 요청합니다',
      query: '{partner}에서 {name}의 건강코드 상태를 요청합니다',
    },
    given: {
      display: '동의하시면 코드가 한 번 제공되며 최대 24시간 유효합니다.',
      query: '동의하시면 5분 동안 색과 그 사유를 볼 수 있습니다.',
    },
    purpose: '목적: {purpose}',
    until: '{time}까지 답해 주십시오.',
    accept: '동의',
    refuse: '동의 안 함',
    sending: '보내는 중…',
    status: {
      open: '답변을 기다리는 중',
      confirmed: '동의함, {time}까지 유효',
      refused: '동의하지 않음, 아무것도 제공되지 않음',
      used: '동의함, 코드가 제공됨',
      lapsed: '기한 지남',
    },
    mine: '본인',
    empty: '코드를 요청한 플랫폼이 없습니다.',
  },
}
export default messages
