import type { Shape } from '../../../shared/i18n/messages/shape'
import type { InboxMessages } from './zh-CN'

const messages: Shape<InboxMessages> = {
  messages: {
    title: 'Messages',
    empty: 'Pas de message. Si votre couleur change, vous le lirez ici.',
    by: {
      push: 'Le SMS n’est pas arrivé ; une notification a été envoyée à la place.',
      wechat: 'Le SMS n’est pas arrivé ; un message WeChat a été envoyé à la place.',
      email: 'Le SMS n’est pas arrivé ; un e-mail a été envoyé à la place.',
    },
    notDelivered: 'Le SMS n’est pas arrivé sur votre téléphone.',
    correct: 'Corriger le nom ou le numéro',
    addEmail: 'Ajouter une adresse e-mail',
    recovery: {
      heading: 'Une personne demande à transférer votre compte vers le {phone}',
      at: 'Un agent a donné son accord. Effet le {at}.',
      ask: 'Si c’est vous, il n’y a rien à faire. Sinon, dites-le : un autre agent décidera.',
      object: 'Je n’ai rien demandé',
      sending: 'Envoi…',
      reason: 'Je n’ai rien demandé.',
      objected: 'Vous avez dit que ce n’était pas vous. Un second agent décidera ; rien ne change avant.',
    },
  },
}

export default messages
