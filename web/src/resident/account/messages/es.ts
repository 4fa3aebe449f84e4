import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AccountMessages } from './zh-CN'

const messages: Shape<AccountMessages> = {
  account: {
    proof: 'Primero, confirme que es usted',
    proofWhy: 'Así nadie que tenga su teléfono puede quedarse con su cuenta. Vale para diez minutos.',
    byCode: 'Código por SMS',
    byPassword: 'Contraseña',
    way: 'Cómo',
    phoneHint: 'El número con el que inicia sesión',
    send: 'Enviar el código',
    confirm: 'Confirmar',
    checking: 'Comprobando…',
    passwordEmpty: 'Escriba su contraseña',
    sessions: 'Mis sesiones abiertas',
    sessionsWhat: 'Si no conoce algún dispositivo, cierre su sesión y cambie la contraseña.',
    here: 'Este dispositivo',
    unknownDevice: 'Dispositivo no reconocido',
    lastUsed: 'Último uso: {day}',
    near: 'Red en {place}',
    end: 'Cerrar esta sesión',
    endSure: 'En ese dispositivo habrá que iniciar sesión de nuevo. ¿Quiere continuar?',
    ending: 'Cerrando la sesión…',
    endOthers: 'Cerrar las demás sesiones',
    ended: 'Sesión cerrada. En quince minutos como máximo ya no mostrará nada.',
    none: 'No hay ningún otro dispositivo.',
    undo: 'Deshacer un cambio de su cuenta',
    undoWhat: 'La contraseña, el teléfono y el correo vuelven a ser los de antes del cambio. También se deshacen los cambios posteriores y se cierran todas las sesiones.',
    undoDo: 'No fui yo: deshacer el cambio',
    undoing: 'Deshaciendo…',
    undone: 'Hecho. Inicie sesión de nuevo con su número de teléfono anterior.',
    undoKeep: 'Fui yo: dejarlo así',
    toLogin: 'Iniciar sesión',
  },
}

export default messages
