import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RecoverMessages } from './zh-CN'

const messages: Shape<RecoverMessages> = {
  recover: {
    heading: '¿Ya no tiene su número anterior?',
    lead: 'Rellene esto. El personal lo compara y pone su número nuevo. No hace falta recordar la contraseña.',
    name: 'Nombre',
    phoneHint: 'El número nuevo con el que iniciará sesión. No lo use para iniciar sesión antes de que el personal lo acepte.',
    evidence: '¿Cómo podemos saber que es usted?',
    evidenceHint: 'Su número anterior, cómo lo perdió, el número de una denuncia o algo similar. Como máximo, 500 caracteres.',
    evidenceEmpty: 'Escriba unas palabras para que el personal pueda comparar',
    send: 'Enviar',
    sending: 'Enviando…',
    sentHeading: 'Recibido',
    sent: 'Avisamos enseguida a su número y a su correo anteriores. Cuando el personal lo acepte, llegará un SMS al número nuevo: inicie sesión con él para declarar y mostrar su código. Un día después, la cuenta vuelve a ser toda suya y la contraseña anterior deja de valer.',
    urgent: 'Si es urgente, tenga a mano su documento y llame al 12345.',
  },
}

export default messages
