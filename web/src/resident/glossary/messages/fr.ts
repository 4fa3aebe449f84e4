import type { Shape } from '../../../shared/i18n/messages/shape'
import type { GlossaryMessages } from './zh-CN'

const messages: Shape<GlossaryMessages> = {
  glossary: {
    title: 'Le sens des mots',
    lead: 'Les mots que vous rencontrez sur le code, dans les messages et à l’entrée d’un lieu.',
    terms: {
      code: { word: 'Code santé (健康码)', what: 'Un code QR dont la couleur dit si vous pouvez passer.' },
      colours: { word: 'Vert, jaune, rouge (绿码、黄码、红码)', what: 'Vert : vous pouvez passer. Jaune : restez chez vous. Rouge : restez chez vous ou dans un centre, sans sortir.' },
      declare: { word: 'Déclaration (填报)', what: 'Vous dites comment vous allez, qui vous avez approché et où vous avez été. Vous avez aussitôt votre code.' },
      checkin: { word: 'Pointage (打卡)', what: 'Une déclaration chaque jour pendant l’observation. Après un jour manqué, le décompte recommence.' },
      streak: { word: 'Jours de suite (连续天数)', what: 'Les jours de pointage sans interruption, jusqu’à aujourd’hui.' },
      show: { word: 'Montrer le code (亮码)', what: 'À l’entrée, laissez l’agent voir ou scanner le code sur votre téléphone.' },
      copy: { word: 'Copie (副本)', what: 'Une image, une feuille imprimée ou le code sur un autre téléphone. Elle est vérifiée avec votre pièce d’identité.' },
      venue: { word: 'Code du lieu (场所码)', what: 'Le code QR affiché à l’entrée. Scannez-le pour noter votre passage. Il ne sert pas à payer.' },
      contact: { word: 'Contact étroit (密切接触者)', what: 'Une personne qui a été proche d’une personne dont l’infection est confirmée.' },
      home: { word: 'Observation à domicile (居家观察)', what: 'Vous restez chez vous, prenez votre température et pointez chaque jour.' },
      facility: { word: 'Observation dans un centre (集中观察)', what: 'Vous restez dans le lieu indiqué et du personnel soignant s’occupe de vous.' },
      risk: { word: 'Zone à risque moyen ou élevé (中、高风险地区)', what: 'Un comté avec des cas récents, désigné par les autorités. Un séjour là-bas peut changer votre code.' },
      traveller: { word: 'Version internationale (国际版)', what: 'Pour les personnes qui prennent l’avion vers la Chine : une déclaration par jour pendant 14 jours, et un code vert pour embarquer.' },
      proxy: { word: 'Déclarer pour un proche (代填)', what: 'Vous déclarez pour un enfant, ou pour une personne âgée, malade ou handicapée.' },
      appeal: { word: 'Réclamation (申诉)', what: 'Vous dites ce qui est faux dans votre code ou vos données. La réponse vient sous 48 heures.' },
    },
  },
}

export default messages
