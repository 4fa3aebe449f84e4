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
    none: 'No se encontró nada. Pruebe otra forma de escribirlo; por ejemplo, «chengdong».',
    noCountry: 'No se encontró ningún país ni región. Pruebe otra forma de escribirlo o el prefijo; por ejemplo, 81.',
    whole: 'Toda China',
    change: 'Cambiar',
    near: {
      ask: 'Ver los más cercanos',
      looking: 'Buscando su posición…',
      private: 'Su posición se compara en el teléfono y no se envía.',
      which: 'Los más cercanos. Elija uno',
      other: '¿Ninguno de estos? Busque arriba.',
      refused: 'El teléfono no lo permitió. Permita la ubicación en los ajustes del navegador o del sistema, o busque arriba.',
      unavailable: 'El teléfono no puede hallar su posición ahora. Busque arriba o pruebe de nuevo al aire libre.',
      far: 'No hay cerca ningún condado de China. Si está fuera de China, elija el extranjero.',
    },
  },
}

export default messages
