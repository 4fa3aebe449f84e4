import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: 'Elegir un sitio',
    find: 'Buscar condado, distrito o ciudad (en inglés, pinyin, iniciales o chino)',
    here: 'En China',
    abroad: 'Extranjero, Hong Kong, Macao, Taiwán',
    findCountry: 'Buscar país o región',
    used: 'Usados antes',
    none: 'No se encontró nada. Pruebe otra forma de escribirlo; por ejemplo, 城东区.',
    whole: 'Toda China',
    change: 'Cambiar',
  },
}

export default messages
