import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PaperMessages } from './zh-CN'

const messages: Shape<PaperMessages> = {
  paper: {
    title: 'Распечатать коды семьи',
    lead: 'Для тех, у кого нет телефона: код на бумаге. Это копия, вместе с ней проверяют документ.',
    size: 'Какой размер?',
    cards: 'Карточки, 4 на листе',
    sheets: 'Во весь лист, 1 на листе',
    who: 'Чьи коды?',
    print: 'Печать',
    none: 'Кода ещё нет. Сначала подайте декларацию.',
    failed: 'Получены не все коды. Проверьте сеть.',
    picture: 'Код здоровья, копия: {name}',
    again: 'Если код сменил цвет или истёк его срок, распечатка больше не действует: распечатайте код заново.',
  },
}

export default messages
