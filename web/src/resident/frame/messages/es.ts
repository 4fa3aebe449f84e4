import type { Shape } from '../../../shared/i18n/messages/shape'
import type { FrameMessages } from './zh-CN'

const messages: Shape<FrameMessages> = {
  nav: { code: 'Código', history: 'Historial', messages: 'Mensajes', me: 'Mi cuenta', main: 'Menú principal', visit: 'Escanear código de lugar', visits: 'Dónde he estado', help: 'Ayuda', travel: 'Viaje', travelTitle: 'Mi viaje', enter: 'Edición internacional', trip: 'Vuelo y viaje', photos: 'Fotos', family: 'Familia', settings: 'Recordatorios', appeal: 'Comunicar un error', lookers: 'Quién ha consultado mis datos', held: 'Qué se guarda sobre mí', credit: 'Registro de crédito social', prior: 'Registro anterior', requests: 'Mis solicitudes', risk: 'Niveles de riesgo cercanos', glossary: 'Qué significan las palabras', paper: 'Imprimir códigos de la familia', kiosk: 'Dispositivo de uso compartido', about: 'Privacidad, accesibilidad y opiniones', lost: 'Esta página no existe', lostWhat: 'Puede que la dirección esté mal escrita o sea antigua.', home: 'Ir a la página de inicio' },
  offline: {
    head: 'Ahora no hay red',
    what: 'Su código sigue funcionando. Lo que rellene se guarda y se envía después.',
    waiting: '{n} declaración está pendiente. Se enviará en cuanto haya red. | {n} de declaraciones están pendientes. Se enviarán en cuanto haya red. | {n} declaraciones están pendientes. Se enviarán en cuanto haya red.',
    refused: 'Su declaración anterior no se aceptó: {why}',
    stale: 'La declaración de ayer no se envió y ya no sirve. Haga la de hoy.',
    open: 'Abrir el formulario',
  },
  help: {
    title: 'Ayuda',
    call: 'Llamar al {number}',
    callAbroad: 'Desde el extranjero: {number}',
  },
}

export default messages
