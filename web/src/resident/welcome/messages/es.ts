import type { Shape } from '../../../shared/i18n/messages/shape'
import type { WelcomeMessages } from './zh-CN'

const messages: Shape<WelcomeMessages> = {
  welcome: {
    title: 'Su código de salud',
    heading: 'Muestre su código y adelante',
    lead: 'Rellene un formulario y tenga su código de salud en tres minutos. Con el verde se pasa en toda la provincia.',
    start: 'Empezar con un teléfono',
    travel: 'Viajo a China desde el extranjero',
    steps: { phone: 'Teléfono', who: 'Identidad', declare: 'Salud', code: 'Su código' },
    promise: 'Sus datos se usan solo para frenar la epidemia. Puede verlos y borrarlos cuando quiera.',
  },
}

export default messages
