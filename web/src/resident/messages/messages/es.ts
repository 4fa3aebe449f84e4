import type { Shape } from '../../../shared/i18n/messages/shape'
import type { InboxMessages } from './zh-CN'

const messages: Shape<InboxMessages> = {
  messages: {
    title: 'Mensajes',
    empty: 'Ahora no hay mensajes. Cuando cambie su color, lo leerá aquí.',
    by: {
      push: 'El SMS no llegó; se envió una notificación en su lugar.',
      wechat: 'El SMS no llegó; se envió un mensaje de WeChat en su lugar.',
      email: 'El SMS no llegó; se envió un correo electrónico en su lugar.',
    },
    notDelivered: 'El SMS no llegó a su teléfono.',
    correct: 'Corregir el nombre o el número',
    addEmail: 'Añadir un correo electrónico',
    recovery: {
      heading: 'Alguien pide pasar su cuenta al {phone}',
      at: 'El personal lo aceptó. Tendrá efecto: {at}.',
      ask: 'Si fue usted, no tiene que hacer nada. Si no, dígalo: decidirá otra persona del personal.',
      object: 'Yo no lo pedí',
      sending: 'Enviando…',
      reason: 'Yo no lo pedí.',
      objected: 'Usted indicó que no lo pidió. Decide una segunda persona del personal; hasta entonces no cambia nada.',
    },
  },
}

export default messages
