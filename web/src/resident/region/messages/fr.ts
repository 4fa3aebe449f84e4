import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: 'Choisir un endroit',
    find: 'Chercher un comté, un district ou une ville (anglais, pinyin, initiales ou chinois)',
    here: 'En Chine',
    abroad: 'Étranger, Hong Kong, Macao, Taïwan',
    findCountry: 'Chercher un pays ou une région',
    used: 'Déjà utilisés',
    none: 'Rien trouvé. Essayez une autre écriture, par exemple « chengdong ».',
    noCountry: 'Aucun pays ni aucune région trouvés. Essayez une autre écriture, ou l’indicatif, par exemple 81.',
    whole: 'Toute la Chine',
    change: 'Modifier',
    near: {
      ask: 'Voir les endroits proches',
      looking: 'Recherche de votre position…',
      private: 'Votre position est comparée sur le téléphone et n’est pas envoyée.',
      which: 'Les plus proches. Choisissez-en un',
      other: 'Aucun ne convient ? Cherchez ci-dessus.',
      refused: 'Le téléphone ne l’a pas permis. Autorisez la position dans les réglages du navigateur ou du système, ou cherchez ci-dessus.',
      unavailable: 'Le téléphone ne trouve pas sa position. Cherchez ci-dessus, ou réessayez à découvert.',
      far: 'Aucun comté de Chine n’est proche. À l’étranger, choisissez « Étranger ».',
    },
  },
}

export default messages
