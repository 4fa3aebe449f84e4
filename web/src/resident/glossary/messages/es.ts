import type { Shape } from '../../../shared/i18n/messages/shape'
import type { GlossaryMessages } from './zh-CN'

const messages: Shape<GlossaryMessages> = {
  glossary: {
    title: 'Qué significan las palabras',
    lead: 'Palabras que encontrará en el código, en los mensajes y en las entradas.',
    terms: {
      code: { word: 'Código de salud (健康码)', what: 'Un código QR cuyo color indica si usted puede pasar.' },
      colours: { word: 'Verde, amarillo, rojo (绿码、黄码、红码)', what: 'Con el verde se puede pasar. Con el amarillo hay que quedarse en casa. Con el rojo hay que quedarse en casa o en un centro, sin salir.' },
      declare: { word: 'Declaración (填报)', what: 'Usted dice cómo está, con quién tuvo contacto y dónde estuvo. Recibe su código al momento.' },
      checkin: { word: 'Control diario (打卡)', what: 'Una declaración al día mientras está en observación. Si falta un día, la cuenta empieza de nuevo.' },
      streak: { word: 'Días seguidos (连续天数)', what: 'Días con control diario, sin interrupción, hasta hoy.' },
      show: { word: 'Mostrar el código (亮码)', what: 'Dejar que quien controla la entrada vea o escanee el código de su teléfono.' },
      copy: { word: 'Copia (副本)', what: 'Una imagen, una hoja impresa o el código en otro teléfono. Se comprueba junto con su documento.' },
      venue: { word: 'Código de lugar (场所码)', what: 'El código QR que hay en una entrada. Escanéelo para anotar que estuvo allí. No sirve para pagar.' },
      contact: { word: 'Contacto estrecho (密切接触者)', what: 'Alguien que estuvo cerca de una persona con infección confirmada.' },
      home: { word: 'Observación en casa (居家观察)', what: 'Usted se queda en casa, se toma la temperatura y hace el control cada día.' },
      facility: { word: 'Observación en un centro (集中观察)', what: 'Usted se queda donde le indiquen, atendido por personal sanitario.' },
      risk: { word: 'Zona de riesgo medio o alto (中、高风险地区)', what: 'Un condado con casos recientes, designado por el Gobierno. Haber estado allí puede cambiar su código.' },
      traveller: { word: 'Edición internacional (国际版)', what: 'Para quien vuela a China: una declaración cada uno de los 14 días y un código verde para embarcar.' },
      proxy: { word: 'Declarar por otra persona (代填)', what: 'Usted declara por un niño o por una persona mayor, enferma o con discapacidad.' },
      appeal: { word: 'Reclamación (申诉)', what: 'Usted dice qué está mal en su código o en sus datos. La respuesta llega en 48 horas.' },
    },
  },
}

export default messages
