import type { Shape } from '../../../shared/i18n/messages/shape'
import type { CalendarMessages } from './zh-CN'

const messages: Shape<CalendarMessages> = {
  calendar: {
    save: '휴대전화 달력에 넣기',
    saved: '달력 파일을 저장했습니다. 파일을 열면 달력에 들어가며, 네트워크가 없어도 알려 줍니다.',
    flight: '항공편 {flight}',
    flightWhat: '탑승 전에 Kangma를 열어 녹색 코드를 보여 주십시오.',
    declare: '건강 신고',
    declareWhat: '24시간마다 한 번. 2시간 남았습니다.',
    checkin: '건강 체크',
    checkinWhat: '하루 한 번. 하루를 거르면 처음부터 다시 셉니다.',
  },
}

export default messages
