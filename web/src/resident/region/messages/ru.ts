import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: 'Выберите место',
    find: 'Найти уезд, район или город (английский, пиньинь, первые буквы или иероглифы)',
    here: 'В Китае',
    abroad: 'За границей, Гонконг, Макао, Тайвань',
    findCountry: 'Найти страну или регион',
    used: 'Недавние',
    none: 'Ничего не найдено. Попробуйте другое написание, например 城东区.',
    whole: 'Весь Китай',
    change: 'Изменить',
  },
}

export default messages
