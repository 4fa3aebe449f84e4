import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PaperMessages } from './zh-CN'

const messages: Shape<PaperMessages> = {
  paper: {
    title: 'Print the codes of your family',
    lead: 'For people who use no phone: their code on paper. It is a copy, and their document is checked with it.',
    size: 'How large?',
    cards: 'Cards, 4 on a sheet',
    sheets: 'Whole pages, 1 on a sheet',
    who: 'Whose?',
    print: 'Print',
    none: 'There is no code yet. Declare first.',
    failed: 'Not every code came. Please check the network.',
    picture: 'The health code of {name}, a copy',
    again: 'Paper counts no more once the code has changed its colour or is over: print it again then.',
  },
}

export default messages
