import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RequestMessages } from './zh-CN'

const messages: Shape<RequestMessages> = {
  requests: {
    title: 'Mis solicitudes',
    lead: 'Una plataforma de otro sitio solo ve su código o su estado si usted dice que sí. Si no responde, no recibe nada.',
    offer: '{partner} espera su sí o su no.',
    look: 'Responder',
    asks: {
      display: '{partner} pide que se le muestre el código de {name}',
      query: '{partner} pide conocer el estado del código de {name}',
    },
    given: {
      display: 'Si dice que sí, recibe el código una vez, válido 24 horas como máximo.',
      query: 'Si dice que sí, puede ver el color y sus motivos durante 5 minutos.',
    },
    purpose: 'Para qué: {purpose}',
    until: 'Responda antes del {time}.',
    accept: 'Sí',
    refuse: 'No',
    sending: 'Enviando…',
    status: {
      open: 'Espera su respuesta',
      confirmed: 'Usted dijo que sí; vale hasta: {time}',
      refused: 'Usted dijo que no; no se dio nada',
      used: 'Usted dijo que sí; se dio el código',
      lapsed: 'Caducada',
    },
    mine: 'usted',
    empty: 'Ninguna plataforma ha pedido su código.',
  },
}
export default messages
