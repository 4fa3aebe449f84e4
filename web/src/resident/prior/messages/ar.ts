import type { Shape } from '../../../shared/i18n/messages/shape'
import type { PriorMessages } from './zh-CN'

const messages: Shape<PriorMessages> = {
  prior: {
    title: 'تسجيل سابق',
    offer: 'لديك تسجيل في رمز صحي آخر. بالاطلاع على ما فيه لا يلزم إدخاله من جديد.',
    look: 'الاطلاع عليه',
    lead: 'هذا ما كان لدى «{system}» في {day}. هل هو صحيح؟',
    residence: 'مكان السكن',
    address: 'العنوان',
    now: 'في هذا الرمز الآن: {place}',
    nothing: 'ليس فيه مكان ولا عنوان.',
    until: 'بدون أي إجراء يُحذف بعد {time}، ويبقى رمزك كما هو.',
    confirm: 'نعم، استخدامه',
    decline: 'لا، تركه',
    saving: 'جارٍ الحفظ…',
    confirmed: 'يستخدمه رمزك الآن. حُذف التسجيل السابق، وهذا الرمز وحده هو المعتمد.',
    declined: 'لم يُستخدم. حُذف التسجيل السابق، ويبقى في رمزك ما كان فيه.',
    none: 'لا يوجد ما يُعرض.',
    toMe: 'الرجوع إلى «حسابي»',
  },
}
export default messages
