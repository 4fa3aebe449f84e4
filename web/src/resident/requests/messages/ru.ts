import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RequestMessages } from './zh-CN'

const messages: Shape<RequestMessages> = {
  requests: {
    title: 'Запросы ко мне',
    lead: 'Платформа в другом месте увидит ваш код или его состояние только с вашего согласия. Без ответа она не получит ничего.',
    offer: '{partner} ждёт вашего ответа.',
    look: 'Ответить',
    asks: {
      display: '{partner} просит показать код здоровья. Чей код: {name}',
      query: '{partner} запрашивает состояние кода здоровья. Чей код: {name}',
    },
    given: {
      display: 'С вашего согласия код передаётся один раз и действует не больше 24 часов.',
      query: 'С вашего согласия цвет и его причины видны 5 минут.',
    },
    purpose: 'Для чего: {purpose}',
    until: 'Ответьте до: {time}.',
    accept: 'Да',
    refuse: 'Нет',
    sending: 'Отправляем…',
    status: {
      open: 'Ждёт вашего ответа',
      confirmed: 'Вы согласились; действует до: {time}',
      refused: 'Вы отказались; ничего не передано',
      used: 'Вы согласились; код передан',
      lapsed: 'Срок истёк',
    },
    mine: 'ваш',
    empty: 'Ни одна платформа не запрашивала ваш код.',
  },
}
export default messages
