import type { Shape } from '../../../shared/i18n/messages/shape'
import type { CalendarMessages } from './zh-CN'

const messages: Shape<CalendarMessages> = {
  calendar: {
    save: 'إضافته إلى تقويم هاتفي',
    saved: 'تم حفظ ملف تقويم: يُضاف عند فتحه، ويذكّرك حتى بدون شبكة.',
    flight: 'الرحلة {flight}',
    flightWhat: 'قبل صعود الطائرة يُرجى فتح Kangma وإظهار رمزك الأخضر.',
    declare: 'الإقرار الصحي',
    declareWhat: 'مرة كل 24 ساعة. بقيت ساعتان.',
    checkin: 'التسجيل الصحي اليومي',
    checkinWhat: 'مرة كل يوم. وعند فوات يوم يبدأ العدّ من جديد.',
  },
}

export default messages
