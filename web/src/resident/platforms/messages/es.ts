import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PlatformsMessages } from './zh-CN'

const messages: Shape<PlatformsMessages> = {
  platforms: {
    name: { wechat: 'WeChat', alipay: 'Alipay' },
    logIn: 'Entrar con {name}',
    first: 'Si aún no está vinculado, entre una vez con su número de teléfono.',
    unbound: 'Este {name} aún no está vinculado a una cuenta del código de salud. Entre una vez con su número y podrá vincularlo.',
    going: 'Abriendo…',
    keepsNothing: 'Esta página no puede guardar nada, así que no puede entrar con {name}. Use su número o abra la página en el navegador del teléfono.',
    otherBrowser: 'Este acceso no empezó en esta página. Entre de nuevo, por favor.',
    checking: 'Comprobando quién es usted…',
    failed: 'No ha podido entrar',
    again: 'Intentar de nuevo',
    byPhone: 'Usar mi número',
    bindHeading: '¿Entrar con {name} a partir de ahora?',
    points: {
      kept: '{name} nos da un solo número, con el que le reconocemos. No vemos su nombre ni sus amigos allí.',
      others: 'Se cerrará la sesión en sus otros dispositivos y se lo diremos por SMS.',
      code: 'Cambiar la contraseña o el teléfono y borrar el registro siguen pidiendo un código por SMS.',
      end: 'Puede terminarlo cuando quiera en «Mi cuenta».',
    },
    bind: 'Vincular {name}',
    binding: 'Vinculando…',
    notNow: 'Ahora no',
    list: 'Entrar con WeChat o Alipay',
    what: 'Una vez vinculado, entra sin SMS al abrir el código de salud en WeChat o Alipay.',
    since: 'Vinculado {day}',
    none: 'Sin vincular',
    unbind: 'Desvincular',
    unbindSure: 'Se cerrará la sesión en los dispositivos que entraron con {name}. ¿Seguro?',
    unbinding: 'Desvinculando…',
    ended: 'Ya no está vinculado.',
    openThere: 'Abra el código de salud en {name} para vincularlo.',
    noFiles: '{name} no puede guardar archivos. Toque «…» arriba a la derecha, elija «Abrir en el navegador», entre allí y guárdelo.',
    messages: {
      title: 'Recordatorios por WeChat',
      what: 'Recibe uno cada vez que acepta en WeChat. Solo dice que hay un mensaje, y nada sobre usted.',
      none: 'No quedan mensajes: le avisamos por la siguiente forma que eligió.',
      agree: 'Aceptar un mensaje más',
      agreed: 'Se le puede enviar un mensaje más por WeChat.',
      cancelled: 'Esta vez no aceptó. Nada ha cambiado.',
      there: 'Para aceptar más, abra el código de salud en WeChat y elija «Mi cuenta» y luego «Recordatorios».',
      bindFirst: 'Vincule primero WeChat a su cuenta para recibir allí los recordatorios.',
      bindThere: 'Abra el código de salud en WeChat y elija «Mi cuenta» y luego «Recordatorios»: allí puede vincular WeChat y aceptar.',
      elsewhere: 'Esto no empezó en esta página, así que no cuenta. Acepte de nuevo, por favor.',
      keepsNothing: 'Esta página no puede guardar nada, así que no puede aceptar aquí. Use SMS o correo electrónico.',
      keeping: 'Guardando…',
    },
  },
}

export default messages
