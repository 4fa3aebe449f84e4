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
    none: 'Rien trouvé. Essayez une autre écriture, par exemple 城东区.',
    whole: 'Toute la Chine',
    change: 'Modifier',
  },
}

export default messages
