import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PriorMessages } from './zh-CN'

const messages: Shape<PriorMessages> = {
  prior: {
    title: 'Inscription antérieure',
    offer: 'Vous avez déjà une inscription dans un autre code santé. Vérifiez ce qu’elle contient : vous n’aurez pas à le saisir de nouveau.',
    look: 'Vérifier',
    lead: 'Voici ce que « {system} » contenait le {day}. Est-ce exact ?',
    residence: 'Lieu de résidence',
    address: 'Adresse',
    now: 'Dans ce code actuellement : {place}',
    nothing: 'Elle ne contient ni lieu de résidence ni adresse.',
    until: 'Si vous ne faites rien, elle sera supprimée après le {time} et votre code restera tel quel.',
    confirm: 'Oui, l’utiliser',
    decline: 'Non, l’ignorer',
    saving: 'Enregistrement…',
    confirmed: 'Votre code utilise maintenant ces données. L’inscription antérieure est supprimée ; seul ce code compte.',
    declined: 'Ces données ne sont pas utilisées. L’inscription antérieure est supprimée et votre code ne change pas.',
    none: 'Il n’y a rien à vérifier.',
    toMe: 'Retour à « Moi »',
  },
}
export default messages
