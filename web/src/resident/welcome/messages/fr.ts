import type { Shape } from '../../../shared/i18n/messages/shape'
import type { WelcomeMessages } from './zh-CN'

const messages: Shape<WelcomeMessages> = {
  welcome: {
    title: 'Votre code santé',
    heading: 'Montrez votre code et passez',
    lead: 'Remplissez un formulaire et obtenez votre code santé en trois minutes. Le vert vaut dans toute la province.',
    start: 'Commencer avec un numéro',
    travel: 'Je viens en Chine depuis l’étranger',
    steps: { phone: 'Téléphone', who: 'Identité', declare: 'Santé', code: 'Votre code' },
    promise: 'Vos données servent uniquement à lutter contre l’épidémie. Vous pouvez les voir et les supprimer à tout moment.',
  },
}

export default messages
