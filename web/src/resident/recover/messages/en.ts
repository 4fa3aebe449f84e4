import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RecoverMessages } from './zh-CN'

const messages: Shape<RecoverMessages> = {
  recover: {
    heading: 'Is your old number no longer yours?',
    lead: 'Fill this in. Staff compare it and put in your new number. You need not remember the password.',
    name: 'Name',
    phoneHint: 'The new number you will log in with. Do not log in with it before staff have agreed.',
    evidence: 'How can we tell that it is you?',
    evidenceHint: 'Your old number, how you lost it, the number of a police report or the like. At most 500 characters.',
    evidenceEmpty: 'Enter a few words by which staff can tell that it is you',
    send: 'Send',
    sending: 'Sending…',
    sentHeading: 'Received',
    sent: 'Your old number and e-mail address are told at once. When staff agree, a text message comes to the new number: log in with it to declare and to show your code. A day later the account is all yours again, and the old password has ended.',
    urgent: 'If it is urgent, have your document ready and call 12345.',
  },
}

export default messages
