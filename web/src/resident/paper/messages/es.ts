import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PaperMessages } from './zh-CN'

const messages: Shape<PaperMessages> = {
  paper: {
    title: 'Imprimir códigos de la familia',
    lead: 'Para quien no usa teléfono: su código en papel. Es una copia y se comprueba junto con su documento.',
    size: '¿De qué tamaño?',
    cards: 'Tarjetas, 4 por hoja',
    sheets: 'Página entera, 1 por hoja',
    who: '¿De quién?',
    print: 'Imprimir',
    none: 'Aún no hay código. Primero haga una declaración.',
    failed: 'Falta algún código. Revise la red.',
    picture: 'Código de salud de {name}, copia',
    again: 'El papel deja de valer cuando el código cambia de color o caduca: imprímalo entonces de nuevo.',
  },
}

export default messages
