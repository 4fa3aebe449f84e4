import type { Shape } from '../../../shared/i18n/messages/shape'
import type { WelcomeMessages } from './zh-CN'

const messages: Shape<WelcomeMessages> = {
  welcome: {
    title: 'Your health code',
    heading: 'Show your code, then go',
    lead: 'Fill in one form and have your health code in three minutes. Green passes in the whole province.',
    start: 'Start with a phone number',
    travel: 'I am coming to China from abroad',
    steps: { phone: 'Phone', who: 'Who you are', declare: 'Health', code: 'Your code' },
    promise: 'Your data is used to stop the epidemic only. You can see and delete it at any time.',
  },
}

export default messages
