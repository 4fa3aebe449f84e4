import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AboutMessages } from './zh-CN'

const messages: Shape<AboutMessages> = {
  about: {
    title: 'Privacy, accessibility, feedback',
    privacy: {
      title: 'Your data',
      what: 'We keep what you fill in: name, document, address, phone, health, places where you have been, and the venue codes you scanned.',
      why: 'It is used to stop the epidemic only: to work out your code, and to tell people who were at a place together when somebody falls ill. For nothing else, and it is sold to nobody.',
      who: 'People at a door see the colour, a part of the name and the last four characters of the document. Staff who look at more need a reason, every look is recorded, and you see it under “Who looked at my data”.',
      long: 'Records of journeys and visits are deleted after the days that the rules say. What a red or yellow code rests on is kept until its time is over.',
      rights: 'You can read, download, correct and delete your data at any time, all under “Me”.',
    },
    access: {
      title: 'Accessibility',
      can: 'We test the pages with a program that looks for barriers (axe) and with a keyboard alone. They are written for screen readers too, but we have not tried them with one. Beside every colour are words and a shape. Letters can be made larger under “Me”.',
      cannot: 'Scanning needs a camera. Who cannot see the screen can be checked by document.',
      help: 'If something does not work for you, call 12345.',
    },
    feedback: { title: 'Feedback', what: 'If your code or your data is wrong, appeal: you get an answer within 48 hours. If a page does not work well, call 12345.' },
    version: 'Version {version}',
  },
}

export default messages
