import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { CampaignMessages } from './zh-CN'

const messages: Shape<CampaignMessages> = {
  campaigns: {
    open: 'Running', ended: 'Ended', noneOpen: 'No campaign is running.', noneEnded: 'No campaign has ended yet.',
    what: 'What', where: 'Region', state: 'State', began: 'Began', by: 'By',
    kind: { rating: 'Rating', ruleset: 'Rule set', simulation: 'Simulation of a rule set', dry_run: 'Dry run', stays: 'Stays', case: 'Case', contact: 'Contacts' },
    status: { waiting: 'Waiting', running: 'Running', late: 'Once more', paused: 'Paused', stopped: 'Stopped', done: 'Done' },
    begun: 'begun {time} by {by}', over: 'ended {time}', cause: 'caused by {cause}',
    pausedBy: 'paused {time} by {by}', resumedBy: 'went on {time} by {by}', heldBy: 'New campaigns wait: {by} held them at {time}.',
    progress: 'Progress', units: 'Units', seen: 'People seen', changed: 'People changed', failed: 'Failed', rate: 'People a second', eta: 'Done by',
    rateLive: 'People a second since this page was opened',
    act: { pause: 'Pause', resume: 'Go on', stop: 'Stop', restart: 'Begin again' },
    stopWhat: 'Who changed already is not changed back. It can begin again later where it stopped.',
    slower: 'Slower', faster: 'Faster', atOnce: '{n} unit at once | {n} units at once',
    outcome: 'Outcome', before: 'Before', after: 'After', people: 'People', noChange: 'Nobody’s colour has changed yet.',
    rest: '{unchanged} unchanged; {later} were counted at a later instant already.',
    failures: 'On whom it failed', person: 'Person’s id', when: 'When',
    holdNew: 'Hold new ones', letNew: 'Let new ones begin', holdWhat: 'Campaigns that are begun from now on wait; those that run go on. A supervisor of the whole country decides.', letWhat: 'Campaigns that wait begin. A supervisor of the whole country decides.',
  },
}

export default messages
