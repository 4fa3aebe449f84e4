import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PriorMessages } from './zh-CN'

const messages: Shape<PriorMessages> = {
  prior: {
    title: 'Earlier registration',
    offer: 'You are registered in another health code. Look at what it has, and you need not enter it again.',
    look: 'Look at it',
    lead: 'This is what “{system}” had on {day}. Is it right?',
    residence: 'Where you live',
    address: 'Address',
    now: 'In this code now: {place}',
    nothing: 'It holds no place and no address.',
    until: 'If you do nothing it is deleted after {time}, and your code stays as it is.',
    confirm: 'Yes, use it',
    decline: 'No, leave it',
    saving: 'Saving…',
    confirmed: 'Your code uses it now. The earlier registration is deleted; this code alone counts.',
    declined: 'It is not used. The earlier registration is deleted, and your code has what it had.',
    none: 'There is nothing to look at.',
    toMe: 'Back to “Me”',
  },
}
export default messages
