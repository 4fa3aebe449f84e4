import type { Shape } from '../../../shared/i18n/messages/shape'
import type { CalendarMessages } from './zh-CN'

const messages: Shape<CalendarMessages> = {
  calendar: {
    save: 'Añadir al calendario del teléfono',
    saved: 'Se ha guardado un archivo de calendario: ábralo para añadirlo. También le avisa sin red.',
    flight: 'Vuelo {flight}',
    flightWhat: 'Antes de embarcar, abra Kangma y muestre su código verde.',
    declare: 'Declaración de salud',
    declareWhat: 'Una vez cada 24 horas. Quedan dos horas.',
    checkin: 'Control diario de salud',
    checkinWhat: 'Una vez al día. Si falta un día, la cuenta empieza de nuevo.',
  },
}

export default messages
