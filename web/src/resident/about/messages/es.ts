import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AboutMessages } from './zh-CN'

const messages: Shape<AboutMessages> = {
  about: {
    title: 'Privacidad, accesibilidad y opiniones',
    privacy: {
      title: 'Sus datos',
      what: 'Guardamos lo que usted indica: nombre, documento, dirección, teléfono, estado de salud, lugares donde ha estado y los códigos de lugar que ha escaneado.',
      why: 'Solo se usan para frenar la epidemia: para calcular su código y para avisar a quienes estuvieron juntos en un lugar cuando alguien enferma. No se usan para nada más ni se venden a nadie.',
      who: 'Quien controla una entrada ve el color, una parte del nombre y los últimos cuatro caracteres del documento. El personal que consulta más datos necesita un motivo; cada consulta queda registrada y usted la ve en «Quién ha consultado mis datos».',
      long: 'Los registros de viajes y visitas se borran pasados los días que fijan las normas. Aquello en que se basa un código rojo o amarillo se conserva hasta que termina su plazo.',
      rights: 'Puede ver, descargar, corregir y borrar sus datos cuando quiera, todo en «Mi cuenta».',
    },
    access: {
      title: 'Accesibilidad',
      can: 'Probamos las páginas con un programa que busca barreras (axe) y solo con el teclado. También están escritas para lectores de pantalla, pero no las hemos probado con ninguno. Junto a cada color hay palabras y una forma. La letra se puede agrandar en «Mi cuenta».',
      cannot: 'Para escanear hace falta una cámara. Quien no pueda ver la pantalla puede pasar el control con su documento.',
      help: 'Si algo no le funciona, llame al 12345.',
    },
    feedback: { title: 'Opiniones', what: 'Si su código o sus datos no son correctos, presente una reclamación: le respondemos en 48 horas. Si una página no funciona bien, llame al 12345.' },
    version: 'Versión {version}',
  },
}

export default messages
