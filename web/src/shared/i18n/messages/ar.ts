import type { Shape } from './shape'
import type { shared as chinese } from './zh-CN'

export const shared: Shape<typeof chinese> = {
  brand: 'Kangma',
  close: 'إغلاق',
  show: 'إظهار',
  hide: 'إخفاء',
  back: 'رجوع',
  next: 'متابعة',
  step: 'الخطوة {n} من {of}',
  skip: 'الانتقال إلى المحتوى الرئيسي',
  day: { choose: 'يُرجى اختيار اليوم', today: 'اليوم', yesterday: 'أمس', earlier: 'يوم سابق', date: 'أي يوم' },
  optional: 'اختياري',
  done: 'تم',
  listSeparator: '، ',
  retry: 'إعادة المحاولة',
  clock: { here: '{local} (بتوقيت بكين: {beijing})', beijing: '{time} (بتوقيت بكين)', kept: 'لا توجد شبكة. هذا هو المحتوى كما كان في {at}.' },
  loading: 'جارٍ الفتح…',
  otherLanguage: '中文',
  largeText: 'خط كبير',
  colour: {
    green: { word: 'أخضر', act: 'المرور مسموح' },
    yellow: { word: 'أصفر', act: 'البقاء في المنزل' },
    red: { word: 'أحمر', act: 'البقاء في العزل' },
    none: { word: 'لا يوجد رمز بعد', act: 'يلزم تقديم إقرار أولًا' },
  },
  error: {
    check: 'لا شيء يحتاج إلى تعديل | موضع واحد يحتاج إلى تعديل | موضعان يحتاجان إلى تعديل | {n} مواضع تحتاج إلى تعديل | {n} موضعًا يحتاج إلى تعديل | {n} موضع يحتاج إلى تعديل',
    network: 'لا توجد شبكة. ما كتبته محفوظ في هذا الهاتف. تُرجى المحاولة لاحقًا.',
    session: 'انتهت جلستك. يُرجى تسجيل الدخول من جديد.',
    proof: 'لم يتم تأكيد هويتك، لذلك لم يتغير أي شيء.',
    unknown: 'حدث خلل ليس بسببك. تُرجى المحاولة بعد دقيقة؛ وإن استمر فالاتصال بالرقم 12345.',
    wait: 'الطلبات كثيرة الآن. تُرجى المحاولة بعد {time}.',
    seconds: '{n} ث',
    minutes: '{n} د',
    piece: 'لم تُفتح هذه الصفحة. ربما انقطعت الشبكة.',
  },
}
