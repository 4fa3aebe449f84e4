import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PriorMessages } from './zh-CN'

const messages: Shape<PriorMessages> = {
  prior: {
    title: 'Registro anterior',
    offer: 'Usted figura en otro código de salud. Revise sus datos y no tendrá que escribirlos otra vez.',
    look: 'Revisarlo',
    lead: 'Esto es lo que figuraba en «{system}» el {day}. ¿Es correcto?',
    residence: 'Dónde vive',
    address: 'Dirección',
    now: 'Ahora, en este código: {place}',
    nothing: 'No contiene lugar de residencia ni dirección.',
    until: 'Si no hace nada, se borra después de esta fecha: {time}. Su código queda como está.',
    confirm: 'Sí, usarlo',
    decline: 'No, dejarlo',
    saving: 'Guardando…',
    confirmed: 'Su código ya usa estos datos. El registro anterior se ha borrado; solo vale este código.',
    declined: 'No se usa. El registro anterior se ha borrado y su código conserva los datos que tenía.',
    none: 'No hay nada que revisar.',
    toMe: 'Volver a «Mi cuenta»',
  },
}
export default messages
