import type { Shape } from '../../../shared/i18n/messages/shape'
import type { KioskMessages } from './zh-CN'

const messages: Shape<KioskMessages> = {
  kiosk: {
    title: 'Dispositivo de uso compartido',
    what: 'Para centros comunitarios: el personal ayuda a quien no tiene teléfono a solicitar el código, declarar e imprimir.',
    forgets: 'Con un toque se borran los datos de cada persona, y también tras un minuto y medio sin nadie: no quedan ni la sesión, ni el nombre, ni nada de lo escrito.',
    paper: 'El dispositivo no pasa a ser el teléfono de nadie. Imprima el código y lléveselo.',
    on: 'Empezar',
    off: 'Terminar: volver al uso de una sola persona',
    bar: 'Varias personas usan este dispositivo por turnos',
    ask: '¿Sigue ahí? Todo se borra en {n} s',
    finish: 'Listo: borrar mis datos',
  },
}

export default messages
