import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LiveMessages } from './zh-CN'

const messages: Shape<LiveMessages> = {
  live: {
    offer: 'Permettre à ce téléphone de prouver que c’est vous',
    offerFresh: 'Vous montrez une copie : les agents demanderont votre pièce d’identité. Confirmez une fois que c’est vous pour montrer le code en direct.',
    offerFull: 'Trois téléphones peuvent déjà montrer votre code. Remplacez celui que vous n’utilisez plus.',
    offerCannot: 'Ce navigateur ne peut pas montrer le code en direct, seulement une copie. Préparez votre pièce d’identité ou utilisez un autre navigateur.',
    offerFailed: 'Ce téléphone n’est pas encore confirmé : il montre une copie. Préparez votre pièce d’identité.',
    confirm: 'Confirmer ce téléphone',
    again: 'Réessayer',
    busy: 'Confirmation…',
    replace: 'Choisir celui à remplacer',
    phones: 'Téléphones pour montrer mon code',
    phonesWhat: 'Téléphone perdu ? Retirez-le ici : son code ne vaut plus aussitôt, et il est déconnecté.',
    none: 'Aucun téléphone pour l’instant. Ouvrir « Mon code » ajoute celui-ci.',
    thisPhone: 'Ce téléphone',
    otherPhone: 'Un autre téléphone',
    since: 'Ajouté le {day}',
    remove: 'Retirer',
    removeSure: 'Son code et toutes les images enregistrées ne vaudront plus. Voulez-vous le retirer ?',
    removing: 'Retrait…',
    replaceWith: 'Remplacer par ce téléphone',
    removed: 'C’est retiré.',
  },
}

export default messages
