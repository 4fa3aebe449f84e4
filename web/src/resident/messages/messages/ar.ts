import type { Shape } from '../../../shared/i18n/messages/shape'
import type { InboxMessages } from './zh-CN'

const messages: Shape<InboxMessages> = {
  messages: {
    title: 'الرسائل',
    empty: 'لا توجد رسائل الآن. عند تغيّر لون رمزك تظهر الرسالة هنا.',
    by: {
      push: 'لم تصل الرسالة النصية؛ أُرسل إشعار بدلًا منها.',
      wechat: 'لم تصل الرسالة النصية؛ أُرسلت رسالة عبر WeChat بدلًا منها.',
      email: 'لم تصل الرسالة النصية؛ أُرسل بريد إلكتروني بدلًا منها.',
    },
    notDelivered: 'لم تصل الرسالة النصية إلى هاتفك.',
    correct: 'تصحيح الاسم أو الرقم',
    addEmail: 'إضافة بريد إلكتروني',
    recovery: {
      heading: 'طلب شخص نقل حسابك إلى {phone}',
      at: 'وافق الموظفون. يسري ذلك في {at}.',
      ask: 'إذا كان الطلب منك، فلا يلزم شيء. وإلا فيُرجى إبلاغنا: يقرر في الأمر موظف آخر.',
      object: 'لم أطلب ذلك',
      sending: 'جارٍ الإرسال…',
      reason: 'لم أطلب ذلك.',
      objected: 'ذكرت أن الطلب ليس منك. يقرر في الأمر موظف ثانٍ، ولا يتغير شيء قبل ذلك.',
    },
  },
}

export default messages
