import type { Shape } from '../../../shared/i18n/messages/shape'
import type { LiveMessages } from './zh-CN'

const messages: Shape<LiveMessages> = {
  live: {
    offer: 'Let this phone prove that it is you',
    offerFresh: 'You are showing a copy, so guards will ask for your document. Show once that it is you to show the code live.',
    offerFull: 'Three phones can show your code already. Replace one that you no longer use.',
    offerCannot: 'This browser cannot show the code live, only a copy. Have your document ready, or use another browser.',
    offerFailed: 'This phone is not confirmed yet, so it shows a copy. Have your document ready.',
    confirm: 'Confirm this phone',
    again: 'Try again',
    busy: 'Confirming…',
    replace: 'Choose one to replace',
    phones: 'Phones that can show my code',
    phonesWhat: 'Lost a phone? Remove it here: its code stops counting at once, and it is logged out.',
    none: 'No phone yet. Opening “My code” adds this one.',
    thisPhone: 'This phone',
    otherPhone: 'Another phone',
    since: 'Added {day}',
    remove: 'Remove',
    removeSure: 'Its code and every saved picture stop counting. Remove it?',
    removing: 'Removing…',
    replaceWith: 'Replace with this phone',
    removed: 'Removed.',
  },
}

export default messages
