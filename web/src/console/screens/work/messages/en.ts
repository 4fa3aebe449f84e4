import type { Shape } from '../../../../shared/i18n/messages/shape'
import type { WorkMessages } from './zh-CN'

const messages: Shape<WorkMessages> = {
  work: {
    summary: '{waiting} waiting, {late} late',
    lastLook: 'last look {time}',
    search: 'Search this list',
    notFound: 'Nothing in this list says “{text}”.',
    onlyRegion: 'Only {region}',
    queues: 'Queues',
    late: '{n} late',
    people: '{n} person | {n} people',
    since: 'since {time}',
    mine: {
      title: 'Proposed by me', none: 'You proposed nothing in the last weeks.', what: 'What', where: 'Region', people: 'People', at: 'Proposed', became: 'What became of it', lapses: 'Lapses',
      status: { proposed: 'Waits for a second person', in_force: 'In force', refused: 'Refused', withdrawn: 'Taken back', expired: 'Lapsed: nobody decided in time' }, by: 'by {login}', alone: 'at once, by you alone',
    },
    more: 'Show 50 more',
    empty: 'Nothing waits. Last look {time}.',
    keys: { next: 'The next one', previous: 'The one before', approve: 'Open it, ready to approve', refuse: 'Open it, ready to refuse', search: 'Search' },
  },
}

export default messages
