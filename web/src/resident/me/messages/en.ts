import type { Shape } from '../../../shared/i18n/messages/shape'
import type { MeMessages } from './zh-CN'

const messages: Shape<MeMessages> = {
  me: {
    title: 'Me',
    certification: { pending: 'Identity being checked', certified: 'Identity confirmed', refused: 'Identity not confirmed' },
    document: 'Document',
    residence: 'Lives in',
    settings: 'Display',
    language: 'Language',
    large: 'Large text',
    largeHint: 'Makes all letters bigger',
    security: 'Login and password',
    setPassword: 'Set or change the password',
    newPassword: 'New password',
    newPasswordHint: 'At least 8 characters that you will remember',
    currentPassword: 'Present password (if you have one)',
    passwordShort: 'At least 8 characters',
    passwordSaved: 'The password is set.',
    savePassword: 'Save the password',
    changePhone: 'Change the phone number',
    changePhoneHint: 'From then on you log in with this number and messages go there. We send it a text message first.',
    changePhoneConfirm: 'Use this number',
    phoneChanged: 'The number is changed. Log in with the new one next time.',
    saving: 'Saving…',
    more: 'More',
    family: 'Codes of the family',
    travel: 'Journey to China from abroad',
    reminders: 'Reminders: texts, e-mail, quiet hours',
    phones: 'Phones that can show my code',
    logOut: 'Log out',
    logOutWhat: 'The code kept on this phone and anything not yet sent are removed.',
    erase: 'Delete my data',
    eraseWhat: 'Your code stops working and your data is deleted for good. While under observation you have to wait until it ends.',
    eraseSure: 'Delete it',
    erasing: 'Deleting…',
    keep: 'Keep it',
    erased: 'Your data has been deleted.',
    data: 'My data',
  },
}

export default messages
