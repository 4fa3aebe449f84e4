import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { StaffMessages } from './zh-CN'

const messages: Shape<StaffMessages> = {
  staff: {
    login: 'Login', roles: 'Roles', role: 'Role', region: 'Region', state: 'State', id: 'Number', lastLogin: 'Last log-in', neverIn: 'Never', sessions: 'logged in on one device | logged in on {n} devices', everyRole: 'Every role', withOff: 'Those switched off too', you: 'you', back: 'All staff', none: 'Nobody of staff fits.', notThere: 'There is no such login in your region.',
    approves: 'Who may approve', anybody: 'Not asked', may: '{n} may approve “{kind}” in {region}. | {n} may approve “{kind}” in {region}.', wider: 'Logins of regions wider than yours are not in your list and may as well.', noneMay: 'Nobody in your list may approve that there.',
    standing: { on: 'On', off: 'Switched off', invited: 'Invited, not set up', nobody: 'Nobody’s: decides nothing' }, notEnrolled: 'The person has not set it up yet.', noDocument: 'No person stands behind it: it decides nothing.',
    what: { gate: 'Reads codes at a door', reviewer: 'Photos, recoveries, appeals', epidemiologist: 'Cases, contacts, ratings', supervisor: 'Agrees, looks through, looks after staff', auditor: 'Reads the audit, decides nothing', exchange_desk: 'Messages of partners' },
    change: 'Change', regionHint: 'What this login reaches. Characters, pinyin or code.', reason: 'Reason', reasonHint: 'It goes into the audit.', switchOn: 'Switch it on again', switchOff: 'Switch it off, at once', takeAway: 'Take it away', propose: 'Propose it', sending: 'Sending…',
    effect: { none: 'Nothing is changed yet.', one: 'This only takes away: it holds at once, by your hand alone.', two: 'This gives or widens something: a second supervisor has to agree.', guard: 'A guard decides nothing: it holds at once.' },
    done: 'Done. It holds from now on; what was open with this login ends.', waits: 'Proposed. It waits for a second supervisor.', own: 'This is your own login. Another supervisor changes it.', see: 'See it', waiting: 'Proposals about staff',
    renewTitle: 'Authenticator or passkey lost', renewWhat: 'The person gets a new invitation and sets up a new way to log in. The old one counts until then. A second supervisor has to agree.', renew: 'Renew', renewHow: '{login} gets a new invitation, once a second supervisor agrees.', sameContact: 'Empty: where the last invitation went.', renewWaits: 'Proposed. The invitation goes out once a second supervisor agrees.', sent: 'The invitation is on its way.',
    invite: 'Invite', inviteTitle: 'Invite somebody', inviteWaits: 'Proposed. The invitation goes out once a second supervisor agrees.', loginHint: 'At least 3 letters or digits. It cannot be changed later.', document: { id_card: 'Resident ID card', residence_permit: 'Residence permit (Hong Kong, Macao, Taiwan)', foreign_permanent: 'Foreign permanent resident card', passport: 'Passport', travel_document: 'Travel document', hk_macao_permit: 'Mainland travel permit (Hong Kong, Macao)', taiwan_permit: 'Mainland travel permit (Taiwan)' },
    documentType: 'Document', documentNumber: 'Document number', documentHint: 'One person has one login. Nobody sees the number afterwards.', country: 'Country that issued it', phone: 'Phone', email: 'E-mail (without a phone)', contactHint: 'The invitation goes there.',
    needLogin: 'The login needs at least 3 letters or digits; . _ and - may stand between', needRole: 'Tick a role', needNumber: 'Check the document number', needCountry: 'Name the country by its code', needContact: 'Give a phone or an e-mail address', needReason: 'Say why',
  },
}

export default messages
