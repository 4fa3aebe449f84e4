import type { Shape } from '../../../shared/i18n/messages/shape'
import type { FrameMessages } from './zh-CN'

const messages: Shape<FrameMessages> = {
  nav: { code: 'الرمز', history: 'السجل', messages: 'الرسائل', me: 'حسابي', main: 'القائمة الرئيسية', visit: 'مسح رمز المكان', visits: 'الأماكن التي زرتها', help: 'المساعدة', travel: 'السفر', travelTitle: 'سفري', enter: 'الإصدار الدولي', trip: 'الرحلة والسفر', photos: 'الصور', family: 'العائلة', settings: 'التذكير', appeal: 'الإبلاغ عن خطأ', lookers: 'من اطّلع على بياناتي', held: 'ما يُحفظ عني', credit: 'السجل الائتماني', prior: 'تسجيل سابق', requests: 'طلباتي', risk: 'مستويات الخطورة حولي', glossary: 'معاني الكلمات', paper: 'طباعة رموز العائلة', kiosk: 'جهاز يستخدمه كثيرون بالتناوب', about: 'الخصوصية وسهولة الاستخدام والملاحظات', lost: 'لا توجد صفحة بهذا العنوان', lostWhat: 'قد يكون في العنوان خطأ، أو يكون قديمًا.', home: 'الذهاب إلى الصفحة الأولى' },
  offline: {
    head: 'لا توجد شبكة الآن',
    what: 'رمزك ما زال يعمل. ما تم إدخاله محفوظ ويُرسل لاحقًا.',
    waiting: 'هناك إقرار واحد ينتظر. يُرسل عند عودة الشبكة.',
    refused: 'لم يُقبل إقرارك السابق: {why}',
    stale: 'إقرار أمس الذي لم يُرسل فات وقته. يُرجى ملء إقرار اليوم.',
    open: 'فتح الإقرار',
  },
  help: {
    title: 'المساعدة',
    call: 'الاتصال بالرقم {number}',
    callAbroad: 'من الخارج: {number}',
  },
}

export default messages
