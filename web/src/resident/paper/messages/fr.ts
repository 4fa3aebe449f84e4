import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PaperMessages } from './zh-CN'

const messages: Shape<PaperMessages> = {
  paper: {
    title: 'Imprimer les codes de la famille',
    lead: 'Pour les personnes sans téléphone : leur code sur papier. C’est une copie, vérifiée avec leur pièce d’identité.',
    size: 'Quel format ?',
    cards: 'Cartes, 4 par feuille',
    sheets: 'Pleine page, 1 par feuille',
    who: 'Pour qui ?',
    print: 'Imprimer',
    none: 'Il n’y a pas encore de code. Faites d’abord une déclaration.',
    failed: 'Certains codes n’ont pas été reçus. Veuillez vérifier le réseau.',
    picture: 'Code santé de {name}, copie',
    again: 'Quand le code change de couleur ou n’est plus valable, le papier ne vaut plus : imprimez-le de nouveau.',
  },
}

export default messages
