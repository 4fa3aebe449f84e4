import type { Shape } from '../../../shared/i18n/messages/shape'
import type { WelcomeMessages } from './zh-CN'

const messages: Shape<WelcomeMessages> = {
  welcome: {
    title: 'Ваш код здоровья',
    heading: 'Покажите код и проходите',
    lead: 'Заполните одну форму и получите код здоровья за три минуты. Зелёный действует во всей провинции.',
    start: 'Начать с номера телефона',
    travel: 'Я еду в Китай из-за границы',
    steps: { phone: 'Телефон', who: 'О вас', declare: 'Здоровье', code: 'Ваш код' },
    promise: 'Ваши данные нужны только для борьбы с эпидемией. Вы можете в любое время посмотреть и удалить их.',
  },
}

export default messages
