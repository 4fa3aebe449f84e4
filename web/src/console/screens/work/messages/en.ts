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
    more: 'Show 50 more',
    empty: 'Nothing waits. Last look {time}.',
    keys: { next: 'The next one', previous: 'The one before', approve: 'Open it, ready to approve', refuse: 'Open it, ready to refuse', search: 'Search' },
  },
}

export default messages
