import type { Shape } from '../../../shared/i18n/messages/shape'
import type { AppealMessages } from './zh-CN'

const messages: Shape<AppealMessages> = {
  appeal: {
    title: 'Something is wrong',
    lead: 'Write here what is wrong. Your colour stays as it is meanwhile; you get an answer within 48 hours.',
    about: 'What is wrong?',
    categories: {
      colour: 'The colour of my code',
      not_me: 'The case or contact on record is not me',
      credit: 'The credit register is wrong',
      declaration: 'I filled in something wrong',
      checkpoint: 'Trouble at a checkpoint on my way back',
      account: 'I cannot log in, yet I am “already registered”',
      rules: 'The platform or the rules',
      other: 'Something else',
    },
    which: 'Which declaration was it?',
    noneOf: 'None in particular',
    what: 'What happened?',
    whatHint: 'Say what happened and what proves it. At most 500 characters.',
    evidence: 'If you filled in something wrong, send your evidence to 12308 as well.',
    decision: 'This goes to the office that decided it.',
    notMe: 'The disease control centre compares the name and document on record. You get an answer within 24 hours.',
    credit: 'Another department than the one that found it decides. If you are in time, nothing is reported until then.',
    forwarded: 'Passed from {from} to {to}: {reason}',
    empty: 'Please say what happened.',
    choose: 'Please choose one.',
    send: 'Send',
    sending: 'Sending…',
    sent: 'Sent. {department} will answer.',
    mine: 'What I have sent',
    none: 'Nothing yet.',
    status: { open: 'Being looked at', upheld: 'Upheld', rejected: 'Not upheld' },
    due: 'Answer by {time}',
    escalated: 'Past its deadline: a supervisor has it now',
    by: 'With: {department}',
    answer: 'Answer: {reason}',
    more: 'Earlier',
  },
}
export default messages
