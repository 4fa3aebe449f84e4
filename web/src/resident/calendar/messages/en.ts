import type { Shape } from '../../../shared/i18n/messages/shape'
import type { CalendarMessages } from './zh-CN'

const messages: Shape<CalendarMessages> = {
  calendar: {
    save: 'Put it in my phone’s calendar',
    saved: 'A calendar file is saved: open it to add it. It reminds you without a network too.',
    flight: 'Flight {flight}',
    flightWhat: 'Open Kangma before you board and show your green code.',
    declare: 'Health declaration',
    declareWhat: 'Once every 24 hours. Two hours are left.',
    checkin: 'Health check-in',
    checkinWhat: 'Once a day. Miss one and the count begins again.',
  },
}

export default messages
