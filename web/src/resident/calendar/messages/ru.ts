import type { Shape } from '../../../shared/i18n/messages/shape'
import type { CalendarMessages } from './zh-CN'

const messages: Shape<CalendarMessages> = {
  calendar: {
    save: 'Добавить в календарь телефона',
    saved: 'Файл календаря сохранён: откройте его, чтобы добавить событие. Напоминание сработает и без сети.',
    flight: 'Рейс {flight}',
    flightWhat: 'Перед посадкой откройте Kangma и покажите зелёный код.',
    declare: 'Декларация о здоровье',
    declareWhat: 'Раз в 24 часа. Осталось два часа.',
    checkin: 'Отметка о здоровье',
    checkinWhat: 'Раз в день. Если пропустить день, счёт начнётся заново.',
  },
}

export default messages
