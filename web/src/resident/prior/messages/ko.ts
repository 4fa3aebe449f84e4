import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PriorMessages } from './zh-CN'

const messages: Shape<PriorMessages> = {
  prior: {
    title: '이전 등록',
    offer: '다른 건강코드에 등록하신 적이 있습니다. 그 내용을 확인하시면 다시 입력하지 않아도 됩니다.',
    look: '확인하기',
    lead: '‘{system}’에 {day} 기준으로 등록된 내용입니다. 맞습니까?',
    residence: '사는 곳',
    address: '주소',
    now: '현재 이 코드에 등록된 곳: {place}',
    nothing: '사는 곳과 주소가 들어 있지 않습니다.',
    until: '아무것도 하지 않으시면 {time} 이후 삭제되고, 코드는 그대로입니다.',
    confirm: '예, 사용합니다',
    decline: '아니요, 사용하지 않습니다',
    saving: '저장하는 중…',
    confirmed: '이제 그 내용을 사용합니다. 이전 등록은 삭제되었으며, 앞으로는 이 코드만 유효합니다.',
    declined: '사용하지 않습니다. 이전 등록은 삭제되었으며, 코드의 내용은 그대로입니다.',
    none: '확인할 내용이 없습니다.',
    toMe: '‘내 정보’로 돌아가기',
  },
}
export default messages
