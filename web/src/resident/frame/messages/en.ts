import type { Shape } from '../../../shared/i18n/messages/shape'
import type { FrameMessages } from './zh-CN'

const messages: Shape<FrameMessages> = {
  nav: { code: 'Code', history: 'History', messages: 'Inbox', me: 'Me', main: 'Main menu', visit: 'Scan a venue code', visits: 'Where I have been', help: 'Help', travel: 'Journey', travelTitle: 'My journey', enter: 'International edition', trip: 'Flight and journey', photos: 'Photos', family: 'Family', settings: 'Reminders', appeal: 'Report a mistake', lookers: 'Who looked at my data', held: 'What is kept about me', credit: 'Credit register', prior: 'Earlier registration', requests: 'My requests', risk: 'Risk levels near me', glossary: 'What the words mean', paper: 'Print the codes of your family', kiosk: 'A device that many use in turn', about: 'Privacy, accessibility, feedback', lost: 'There is no such page', lostWhat: 'The address may be mistyped, or an old one.', home: 'Go to the first page' },
  offline: {
    head: 'There is no network now',
    what: 'Your code still works. What you fill in is kept and sent later.',
    waiting: '{n} declaration is waiting. It is sent as soon as there is a network. | {n} declarations are waiting. They are sent as soon as there is a network.',
    refused: 'Your earlier declaration was not accepted: {why}',
    stale: 'Yesterday’s unsent declaration is out of date. Please fill in today’s.',
    open: 'Open the form',
  },
  help: {
    title: 'Help',
    call: 'Call {number}',
    callAbroad: 'From abroad: {number}',
  },
}

export default messages
