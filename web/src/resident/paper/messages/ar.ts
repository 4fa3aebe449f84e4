import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PaperMessages } from './zh-CN'

const messages: Shape<PaperMessages> = {
  paper: {
    title: 'طباعة رموز العائلة',
    lead: 'لمن لا يستخدم هاتفًا: رمزه على ورق. وهو نسخة، وتُفحص معها وثيقته.',
    size: 'أي حجم؟',
    cards: 'بطاقات، 4 في الورقة',
    sheets: 'صفحات كاملة، رمز في كل ورقة',
    who: 'رمز من؟',
    print: 'طباعة',
    none: 'لا يوجد رمز بعد. يُرجى تقديم إقرار أولًا.',
    failed: 'لم تصل كل الرموز. تُرجى مراجعة الشبكة.',
    picture: 'الرمز الصحي باسم {name}، نسخة',
    again: 'تبطل الورقة إذا تغيّر لون الرمز أو انتهت صلاحيته: تُرجى طباعتها من جديد عندئذ.',
  },
}

export default messages
