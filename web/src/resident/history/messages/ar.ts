import type { Shape } from '../../../shared/i18n/messages/shape'
import type { HistoryMessages } from './zh-CN'

const messages: Shape<HistoryMessages> = {
  history: {
    title: 'سجلي',
    empty: 'لا توجد إقرارات بعد.',
    more: 'الأقدم',
    proxy: 'قدّمته العائلة',
    wrong: 'هل أدخلت شيئًا بالخطأ؟',
    mistaken: 'صححه الموظفون: هذه الإجابات لا تُحتسب، أما وقت الإقرار فيُحتسب.',
    not_theirs: 'ألغاه الموظفون: هذا الإقرار لا يُحتسب.',
    temperature: '{n} °م',
    well: 'لا توجد أعراض',
  },
}

export default messages
