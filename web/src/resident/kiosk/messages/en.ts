import type { Shape } from '../../../shared/i18n/messages/shape'
import type { KioskMessages } from './zh-CN'

const messages: Shape<KioskMessages> = {
  kiosk: {
    title: 'A device that many use in turn',
    what: 'For community centres: staff help people without a phone to apply, declare and print.',
    forgets: 'One tap forgets each person, and so does a minute and a half without anybody: no login, no name and nothing typed is left.',
    paper: 'The device becomes nobody’s own phone. Print the code and take it with you.',
    on: 'Start',
    off: 'Stop: make it one person’s again',
    bar: 'Many people use this device in turn',
    ask: 'Still there? Everything is forgotten in {n} s',
    finish: 'Done: forget me',
  },
}

export default messages
