import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AccountMessages } from './zh-CN'

const messages: Shape<AccountMessages> = {
  account: {
    proof: 'First, show that it is you',
    proofWhy: 'So nobody who holds your phone can take your account. It counts for ten minutes.',
    byCode: 'Code by text message',
    byPassword: 'Password',
    way: 'How',
    phoneHint: 'The number that you log in with',
    send: 'Send the code',
    confirm: 'Confirm',
    checking: 'Checking…',
    passwordEmpty: 'Enter your password',
    sessions: 'Where I am logged in',
    sessionsWhat: 'If you do not know a device, log it out and change your password.',
    here: 'This device',
    unknownDevice: 'A device that was not recognised',
    lastUsed: 'Last used {day}',
    near: 'Network in {place}',
    end: 'Log this device out',
    endSure: 'That device will have to log in again. Are you sure?',
    ending: 'Logging out…',
    endOthers: 'Log out all other devices',
    ended: 'Logged out. Within fifteen minutes at most it shows nothing any more.',
    none: 'There is no other device.',
    undo: 'Undo a change of your account',
    undoWhat: 'Password, phone number and e-mail go back to what they were before the change, later changes are undone with it, and every device is logged out.',
    undoDo: 'It was not me: put it back',
    undoing: 'Putting it back…',
    undone: 'Done. Please log in again with your earlier phone number.',
    undoKeep: 'It was me: leave it',
    toLogin: 'Log in',
  },
}

export default messages
