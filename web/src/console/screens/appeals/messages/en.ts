import type { Shape } from '../../../../shared/i18n/messages/shape'
import review from '../../../review/messages/en'
import type { AppealMessages } from './zh-CN'

const messages: Shape<AppealMessages> = {
  review,
  appeals: {
    none: 'No appeal waits.', every: 'All departments', what: 'About', words: 'In their words', whose: 'Department', since: 'Since', due: 'Due',
    written: 'written {time}', by: 'From', path: 'Where it has been', step: '{time}, {from} → {to}:', open: 'See it', person: 'Everything about this person',
    status: { open: 'Open', upheld: 'Upheld', rejected: 'Rejected' },
    department: { data_bureau: 'Municipal data bureau', transport_bureau: 'Municipal transport bureau', command_office: 'County or district command office', disease_control: 'Disease control centre', hotline_12308: 'Consular hotline 12308', hotline_12345: 'Government hotline 12345' },
    theHold: 'The hold it is about', holdsNow: 'Holds now', noHold: 'There is no hold now.', sinceDay: 'since {day}', clears: 'clears on {day} at the earliest', noEnd: 'no day to clear yet', checkins: '{done} of {required} check-ins',
    declarationBelow: 'The declaration it is about is marked below.', showDeclaration: 'Show the declaration it is about (the look is kept)',
    sources: 'What offices reported of this document', source: { case: 'Case', contact: 'Contact', designation: 'Designation' },
    decide: 'Decide', way: { uphold: 'Uphold', reject: 'Reject', forward: 'Give to another department' },
    answer: 'Answer to the person', answerHint: 'The person reads it and gets it as a text message: 200 characters at most.',
    also: 'And put right', alsoHint: 'An act of its own, with its own entry in the audit.', noAct: 'Nothing is changed',
    act: { annul: 'Strike the declaration of {time}: mistaken', not_theirs: 'Strike the declaration of {time}: not theirs', reading: 'Take back the gate’s reading of {time}', credit: 'Credit a day’s check-in', ended: 'Lift the designation: it ended', wrong: 'Lift the designation: it was wrong from the beginning' },
    day: 'Which day', chooseDay: 'Choose a day', because: 'What it rests on', becauseHint: 'For the audit; the person does not read it.',
    inOneGo: 'One press does, in this order:', doing: { credit: 'Credit the check-in of {day}', uphold: 'Uphold the appeal, and tell the person' },
    actDone: 'The correction is done. Another press sends the answer alone.', sending: 'Sending…',
    send: { uphold: 'Uphold', reject: 'Reject', forward: 'Give it on', both: 'Put right and uphold' },
    to: 'To', chooseDepartment: 'Choose a department', needDepartment: 'Choose a department', forwardHint: 'The person is told which department has it now; the deadline stands.',
    late: 'It is past its deadline: a supervisor decides.',
    done: { open: 'Open', upheld: 'Upheld, and the person is told.', rejected: 'Rejected, and the person is told.' }, doneAct: 'The record is put right.', told: 'Answer:', given: 'Given to: {department}. The person is told.',
    nowDecided: 'It is decided: {status}.', nowElsewhere: 'It is with another department now: {department}.', nowLate: 'It is past its deadline: a supervisor decides.',
    keys: { uphold: 'Uphold', reject: 'Reject', forward: 'Give to another department', next: 'The next one' },
  },
}

export default messages
