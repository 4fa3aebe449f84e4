import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { OutageMessages } from './zh-CN'

const messages: Shape<OutageMessages> = {
  outages: {
    recorded: 'Outages', credits: 'Days credited by hand',
    lead: 'Whoever had a deadline or a check-in day in an outage, or in the two hours after it, has until two hours after its end. It is done for everybody by itself, when their code is next looked at.',
    from: 'From', until: 'Until', grace: 'Deadlines move to', reason: 'Reason', by: 'By', state: 'State', counts: 'Counts', withdrawn: 'Taken back', none: 'No outage is recorded.',
    open: 'Record an outage', zone: 'Beijing time, both included.', over: 'Only when it is over, at most 7 days at a time.', reasonHint: 'What people could not do. Everybody of staff reads it.',
    will: 'What fell due from {from} to {grace} may be done until {grace}.', record: 'Record it', recording: 'Recording…', cancel: 'Cancel', done: 'Recorded. Deadlines have moved.',
    needFrom: 'Say when it began', needUntil: 'Say when it ended', needLater: 'The end has to be after the beginning', notOver: 'It has to be over before it is recorded', tooLong: 'Longer than 7 days: record it in parts', needReason: 'Say why',
    withdraw: 'Take back', withdrawTitle: 'Take this outage back', withdrawWhat: 'Deadlines are again what they were. Whoever lost a day by it loses it now.', withdrawing: 'Taking back…', took: 'Taken back.',
    creditsLead: 'Credited to one person, with a reason, by one hand, and not looked at yet by a supervisor. A day is credited on the person’s own screen.',
    person: 'Person', where: 'Region', when: 'When', noCredits: 'No credited day waits for a look.', look: 'Look', you: 'you',
  },
}

export default messages
