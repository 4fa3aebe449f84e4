import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RequestMessages } from './zh-CN'

const messages: Shape<RequestMessages> = {
  requests: {
    title: 'Demandes d’accès',
    lead: 'Une plateforme d’une autre région ne voit votre code ou son état que si vous acceptez. Sans réponse, elle n’obtient rien.',
    offer: '{partner} attend votre réponse.',
    look: 'Répondre',
    asks: {
      display: '{partner} demande à voir un code santé : {name}',
      query: '{partner} demande l’état d’un code santé : {name}',
    },
    given: {
      display: 'Si vous acceptez, la plateforme reçoit le code une seule fois, valable 24 heures au plus.',
      query: 'Si vous acceptez, la plateforme peut voir la couleur et ses raisons pendant 5 minutes.',
    },
    purpose: 'Motif : {purpose}',
    until: 'Veuillez répondre avant le {time}.',
    accept: 'Oui',
    refuse: 'Non',
    sending: 'Envoi…',
    status: {
      open: 'En attente de votre réponse',
      confirmed: 'Vous avez accepté ; valable jusqu’au {time}',
      refused: 'Vous avez refusé ; rien n’a été donné',
      used: 'Vous avez accepté ; le code a été donné',
      lapsed: 'Expirée',
    },
    mine: 'le vôtre',
    empty: 'Aucune plateforme n’a demandé votre code.',
  },
}
export default messages
