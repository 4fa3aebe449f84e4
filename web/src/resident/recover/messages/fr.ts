import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RecoverMessages } from './zh-CN'

const messages: Shape<RecoverMessages> = {
  recover: {
    heading: 'Vous n’avez plus votre ancien numéro ?',
    lead: 'Remplissez ceci. Les agents comparent et enregistrent votre nouveau numéro. Le mot de passe n’est pas nécessaire.',
    name: 'Nom et prénom',
    phoneHint: 'Le nouveau numéro avec lequel vous vous connecterez. Ne l’utilisez pas avant l’accord des agents.',
    evidence: 'Comment savoir que c’est bien vous ?',
    evidenceHint: 'Votre ancien numéro, comment vous l’avez perdu, le numéro d’une déclaration à la police, etc. 500 caractères au plus.',
    evidenceEmpty: 'Veuillez écrire quelques mots pour que les agents puissent comparer',
    send: 'Envoyer',
    sending: 'Envoi…',
    sentHeading: 'Bien reçu',
    sent: 'Votre ancien numéro et votre adresse e-mail sont prévenus aussitôt. Quand les agents donnent leur accord, le nouveau numéro reçoit un SMS : connectez-vous avec lui pour déclarer et montrer votre code. Un jour plus tard, le compte est de nouveau entièrement à vous et l’ancien mot de passe ne vaut plus.',
    urgent: 'En cas d’urgence, préparez votre pièce d’identité et appelez le 12345.',
  },
}

export default messages
