import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AccountMessages } from './zh-CN'

const messages: Shape<AccountMessages> = {
  account: {
    proof: 'Confirmez d’abord que c’est bien vous',
    proofWhy: 'Ainsi, une personne qui a votre téléphone en main ne peut pas prendre votre compte. La confirmation vaut dix minutes.',
    byCode: 'Code par SMS',
    byPassword: 'Mot de passe',
    way: 'Comment',
    phoneHint: 'Le numéro avec lequel vous vous connectez',
    send: 'Envoyer le code',
    confirm: 'Confirmer',
    checking: 'Vérification…',
    passwordEmpty: 'Veuillez saisir votre mot de passe',
    sessions: 'Mes appareils connectés',
    sessionsWhat: 'Si vous ne connaissez pas un appareil, déconnectez-le et changez votre mot de passe.',
    here: 'Cet appareil',
    unknownDevice: 'Appareil non reconnu',
    lastUsed: 'Dernière utilisation : {day}',
    near: 'Réseau : {place}',
    end: 'Déconnecter cet appareil',
    endSure: 'Il faudra se reconnecter sur cet appareil. Voulez-vous continuer ?',
    ending: 'Déconnexion…',
    endOthers: 'Déconnecter les autres appareils',
    ended: 'C’est déconnecté. Dans quinze minutes au plus, cet appareil n’affichera plus rien.',
    none: 'Il n’y a pas d’autre appareil.',
    undo: 'Annuler un changement de votre compte',
    undoWhat: 'Le mot de passe, le numéro de téléphone et l’adresse e-mail redeviennent ce qu’ils étaient avant le changement. Les changements suivants sont annulés aussi, et tous les appareils sont déconnectés.',
    undoDo: 'Ce n’était pas moi : rétablir',
    undoing: 'Rétablissement…',
    undone: 'C’est fait. Veuillez vous reconnecter avec votre ancien numéro de téléphone.',
    undoKeep: 'C’était moi : laisser',
    toLogin: 'Se connecter',
  },
}

export default messages
