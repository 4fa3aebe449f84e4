import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HistoryMessages } from './zh-CN'

const messages: Shape<HistoryMessages> = {
  history: {
    title: 'My history',
    empty: 'You have not declared anything yet.',
    more: 'Earlier',
    proxy: 'Filed by family',
    wrong: 'Filled in something wrong?',
    mistaken: 'Corrected by staff: these answers do not count. The time you declared does.',
    not_theirs: 'Struck by staff: this declaration does not count.',
    temperature: '{n} °C',
    well: 'Nothing wrong',
  },
}

export default messages
