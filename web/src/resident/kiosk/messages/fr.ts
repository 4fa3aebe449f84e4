import type { Shape } from '../../../shared/i18n/messages/shape'
import type { KioskMessages } from './zh-CN'

const messages: Shape<KioskMessages> = {
  kiosk: {
    title: 'Appareil utilisé à tour de rôle',
    what: 'Pour les centres d’accueil : les agents aident les personnes sans téléphone à demander un code, à déclarer et à imprimer.',
    forgets: 'Tout est effacé d’une pression après chaque personne, ou au bout d’une minute et demie sans activité : il ne reste ni connexion, ni nom, ni saisie.',
    paper: 'L’appareil ne devient le téléphone de personne. Imprimez le code et emportez-le.',
    on: 'Démarrer',
    off: 'Arrêter : un seul utilisateur',
    bar: 'Plusieurs personnes utilisent cet appareil à tour de rôle',
    ask: 'Êtes-vous toujours là ? Tout sera effacé dans {n} s',
    finish: 'Terminé : tout effacer',
  },
}

export default messages
