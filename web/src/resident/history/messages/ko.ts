import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HistoryMessages } from './zh-CN'

const messages: Shape<HistoryMessages> = {
  history: {
    title: '나의 기록',
    empty: '아직 신고한 내역이 없습니다.',
    more: '이전 내역',
    proxy: '가족이 대리 신고',
    wrong: '잘못 입력하셨습니까?',
    mistaken: '직원이 정정했습니다. 이 답변은 인정되지 않지만 신고한 시각은 인정됩니다.',
    not_theirs: '직원이 무효로 처리했습니다. 이 신고는 인정되지 않습니다.',
    temperature: '{n} °C',
    well: '불편한 데 없음',
  },
}

export default messages
