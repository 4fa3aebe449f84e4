import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HistoryMessages } from './zh-CN'

const messages: Shape<HistoryMessages> = {
  history: {
    title: 'Моя история',
    empty: 'Деклараций пока нет.',
    more: 'Более ранние',
    proxy: 'Заполнено семьёй',
    wrong: 'Есть ошибка?',
    mistaken: 'Исправлено сотрудниками: эти ответы не учитываются. Время подачи учитывается.',
    not_theirs: 'Вычеркнуто сотрудниками: эта декларация не учитывается.',
    temperature: '{n} °C',
    well: 'Жалоб на здоровье нет',
  },
}

export default messages
