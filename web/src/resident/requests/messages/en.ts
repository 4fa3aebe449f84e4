import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RequestMessages } from './zh-CN'

const messages: Shape<RequestMessages> = {
  requests: {
    title: 'My requests',
    lead: 'A platform elsewhere sees your code or status only if you say yes. Without an answer it gets nothing.',
    offer: '{partner} is waiting for your yes or no.',
    look: 'Answer',
    asks: {
      display: '{partner} asks to be shown the code of {name}',
      query: '{partner} asks for the status of {name}’s code',
    },
    given: {
      display: 'With your yes it gets the code once, valid for 24 hours at most.',
      query: 'With your yes it may see the colour and its reasons for 5 minutes.',
    },
    purpose: 'What for: {purpose}',
    until: 'Please answer by {time}.',
    accept: 'Yes',
    refuse: 'No',
    sending: 'Sending…',
    status: {
      open: 'Waiting for you',
      confirmed: 'You said yes; it counts until {time}',
      refused: 'You said no; nothing was given',
      used: 'You said yes; the code was given',
      lapsed: 'Lapsed',
    },
    mine: 'you',
    empty: 'No platform has asked for your code.',
  },
}
export default messages
