import type { Shape } from '../../../shared/i18n/messages/shape'
import type { CalendarMessages } from './zh-CN'

const messages: Shape<CalendarMessages> = {
  calendar: {
    save: 'スマホのカレンダーに入れる',
    saved: 'カレンダーのファイルを保存しました。開くと予定に追加されます。通信できないときもお知らせします。',
    flight: '{flight}便',
    flightWhat: '搭乗前にKangmaを開いて、緑コードを見せてください。',
    declare: '健康の申告',
    declareWhat: '24時間ごとに1回です。残り2時間です。',
    checkin: '健康チェック',
    checkinWhat: '1日1回です。1日抜けると数え直しになります。',
  },
}

export default messages
