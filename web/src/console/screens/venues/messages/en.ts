import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { VenueMessages } from './zh-CN'

const messages: Shape<VenueMessages> = {
  venues: {
    title: 'Venues', back: 'All venues', next: 'Next', name: 'Name', type: 'Kind', region: 'Region', since: 'Registered', decidedAt: 'Decided', says: 'As it was registered', address: 'Address', location: 'Location', creditCode: 'Credit code',
    temperature: 'Asks for the temperature', yes: 'yes', no: 'no', contact: 'Contact', showContact: 'Show name and number', reason: 'Reason',
    status: { awaiting: 'Awaiting', approved: 'Approved', refused: 'Refused', closed: 'Closed' },
    none: { awaiting: 'No venue awaits a decision.', approved: 'No venue is approved.', refused: 'No venue is refused.', closed: 'No venue is closed.' },
    decision: 'Decision', reasonHint: 'To refuse you have to say why: its manager reads it.', needReason: 'Say why it is refused', act: { awaiting: 'Let it wait', approved: 'Approve', refused: 'Refuse', closed: 'Close' },
    done: { awaiting: 'Awaits', approved: 'Approved: its code counts from now on.', refused: 'Refused. Its manager reads your reason.', closed: 'Closed: its codes count no more.' },
    changed: 'It was “{from}” and is now “{to}”.', keys: { approve: 'To approve', refuse: 'To the reason of a refusal' },
    door: 'At the door', posters: 'Posters of series {serial} count, since {since}.', download: 'Poster (PDF)', code: { screen: 'Code of the screen', poster: 'Code of the poster' }, expires: 'Counts until {at}', revoke: 'End all posters', revokeWhat: 'Every poster printed so far counts no more, at once. Visitors are told so until a new one hangs there.', revoked: 'Ended. Print a new poster.',
    members: 'Who works there', role: 'Role', roles: { manager: 'Manager', guard: 'Guard' }, phone: 'Phone', added: 'Since', noMembers: 'Nobody.',
  },
}

export default messages
