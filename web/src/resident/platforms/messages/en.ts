import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PlatformsMessages } from './zh-CN'

const messages: Shape<PlatformsMessages> = {
  platforms: {
    name: { wechat: 'WeChat', alipay: 'Alipay' },
    logIn: 'Log in with {name}',
    first: 'If it is not bound yet, log in with your phone number once.',
    unbound: 'This {name} is not bound to a health code account yet. Log in with your phone number once, and you can bind it.',
    going: 'Opening…',
    keepsNothing: 'This page cannot keep anything, so {name} cannot log you in. Use your phone number, or open this page in your phone’s own browser.',
    otherBrowser: 'This log-in did not begin on this page. Please log in once more.',
    checking: 'Finding out who you are…',
    failed: 'You are not logged in',
    again: 'Try again',
    byPhone: 'Use my phone number',
    bindHeading: 'Log in with {name} from now on?',
    points: {
      kept: '{name} tells us one number, by which we know you again. We do not see your name or your friends there.',
      others: 'Your other devices will be logged out, and we tell you by text message.',
      code: 'Changing the password or phone, and erasing your registration, still ask for a code by text message.',
      end: 'You can end this at any time under “Me”.',
    },
    bind: 'Bind {name}',
    binding: 'Binding…',
    notNow: 'Not now',
    list: 'Log-in with WeChat or Alipay',
    what: 'Once bound, you log in without a text message when you open the health code in WeChat or Alipay.',
    since: 'Bound {day}',
    none: 'Not bound',
    unbind: 'Unbind',
    unbindSure: 'Devices that logged in with {name} will be logged out. Are you sure?',
    unbinding: 'Unbinding…',
    ended: 'It is no longer bound.',
    openThere: 'Open the health code in {name} to bind it.',
    noFiles: '{name} cannot save files. Tap “…” at the top right, choose “Open in browser”, log in there and save it.',
    messages: {
      title: 'Reminders by WeChat',
      what: 'You get one for each time you agree in WeChat. It only says that there is a message, and nothing about you.',
      none: 'No messages are left: we tell you in the next way that you chose.',
      agree: 'Agree to one more message',
      agreed: 'One more message may be sent to you by WeChat.',
      cancelled: 'You did not agree this time. Nothing has changed.',
      there: 'To agree to more, open the health code in WeChat and choose “Me”, then “Reminders”.',
      bindFirst: 'Bind WeChat to your account first; then reminders can come there.',
      bindThere: 'Open the health code in WeChat, choose “Me”, then “Reminders”: there you can bind WeChat and agree.',
      elsewhere: 'This did not begin on this page, so it does not count. Please agree once more.',
      keepsNothing: 'This page cannot keep anything, so you cannot agree here. Please use text messages or e-mail.',
      keeping: 'Saving…',
    },
  },
}

export default messages
