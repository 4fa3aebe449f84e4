import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { NameMessages } from './zh-CN'

const messages: Shape<NameMessages> = {
  names: {
    what: 'A list gave a number that is on record here with another name. It colours nobody until both were compared. The names are seen once they are opened.', none: 'No names wait. Last look {time}.', document: 'Document', ends: 'ends in {last4}', waits: 'Waits to count', since: 'Since', due: 'Due', escalated: 'for a supervisor', noFact: 'nothing', person: 'Person', toPerson: 'Open the time line',
    fact: { case: 'cases', contact: 'contacts', designation: 'designations', travel: 'stays' },
    covered: 'Both names are covered', coveredWhat: 'Opening them goes into the audit, and the person sees that an office looked.', open: 'Open both names', title: 'Two names of one number, ending in {last4}', sinceTime: 'waits since {time}',
    given: 'As the list gave it', onRecord: 'As it is on record', gone: 'not kept any more', certified: 'Certification', certification: { certified: 'certified', pending: 'under way', refused: 'refused', none: 'none' },
    type: { id_card: 'ID card', residence_permit: 'residence permit', foreign_permanent: 'permanent residence', passport: 'passport', travel_document: 'travel document', hk_macao_permit: 'permit for Hong Kong and Macao', taiwan_permit: 'permit for Taiwan' },
    status: { waiting: 'Waits', same: 'One person', other: 'Another person' }, sameWhat: 'One person: what waits takes effect at once, and these two names are not asked about again.', otherWhat: 'Another person: the number is wrong. What waits never takes effect, and such lines of a list are bad from now on.',
    reason: 'How you know', reasonHint: 'Such as “asked the ward by telephone”. No names or numbers.', needReason: 'Say how you know', same: 'One person', other: 'Another person', sending: 'Sending…', supervisors: 'It is past its time: a supervisor decides.',
    nowSame: 'They are one person. What waited is taking effect.', nowOther: 'They are two people. What waited never takes effect.', next: 'Next one', keys: { first: 'Open the first', next: 'Next one' },
  },
}

export default messages
