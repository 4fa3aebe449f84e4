import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LiveMessages } from './zh-CN'

const messages: Shape<LiveMessages> = {
  live: {
    offer: 'Que este teléfono demuestre que es usted',
    offerFresh: 'Está mostrando una copia, así que le pedirán su documento. Confirme una vez que es usted y el código se mostrará en directo.',
    offerFull: 'Ya hay tres teléfonos que pueden mostrar su código. Sustituya uno que ya no use.',
    offerCannot: 'Este navegador no puede mostrar el código en directo, solo una copia. Tenga a mano su documento o use otro navegador.',
    offerFailed: 'Este teléfono aún no está confirmado, así que muestra una copia. Tenga a mano su documento.',
    confirm: 'Confirmar este teléfono',
    again: 'Reintentar',
    busy: 'Confirmando…',
    replace: 'Elija uno para sustituirlo',
    phones: 'Teléfonos que muestran mi código',
    phonesWhat: '¿Perdió un teléfono? Quítelo aquí: su código deja de valer al momento y se cierra su sesión.',
    none: 'Aún no hay teléfonos. Al abrir «Mi código» se añade este.',
    thisPhone: 'Este teléfono',
    otherPhone: 'Otro teléfono',
    since: 'Añadido: {day}',
    remove: 'Quitar',
    removeSure: 'Su código y todas las imágenes guardadas dejan de valer. ¿Quitarlo?',
    removing: 'Quitando…',
    replaceWith: 'Sustituir por este teléfono',
    removed: 'Quitado.',
  },
}

export default messages
