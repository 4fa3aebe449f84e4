import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HistoryMessages } from './zh-CN'

const messages: Shape<HistoryMessages> = {
  history: {
    title: 'Mi historial',
    empty: 'Aún no ha declarado nada.',
    more: 'Anteriores',
    proxy: 'Hecha por la familia',
    wrong: '¿Se equivocó en esta?',
    mistaken: 'Corregida por el personal: estas respuestas no cuentan. La hora en que declaró sí.',
    not_theirs: 'Anulada por el personal: esta declaración no cuenta.',
    temperature: '{n} °C',
    well: 'Sin molestias',
  },
}

export default messages
