import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HistoryMessages } from './zh-CN'

const messages: Shape<HistoryMessages> = {
  history: {
    title: 'Mon historique',
    empty: 'Vous n’avez encore rien déclaré.',
    more: 'Plus ancien',
    proxy: 'Faite par un proche',
    wrong: 'Une erreur dans cette déclaration ?',
    mistaken: 'Corrigée par un agent : ces réponses ne comptent pas, mais l’heure de la déclaration compte.',
    not_theirs: 'Annulée par un agent : cette déclaration ne compte pas.',
    temperature: '{n} °C',
    well: 'Aucun symptôme',
  },
}

export default messages
