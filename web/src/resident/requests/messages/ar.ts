import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RequestMessages } from './zh-CN'

const messages: Shape<RequestMessages> = {
  requests: {
    title: 'طلباتي',
    lead: 'لا ترى منصة في مكان آخر رمزك أو حالته إلا بموافقتك. وبلا رد لا تحصل على شيء.',
    offer: '{partner}: طلب ينتظر ردك بنعم أو لا.',
    look: 'الرد',
    asks: {
      display: '{partner}: طلب عرض الرمز. صاحب الرمز: {name}',
      query: '{partner}: طلب معرفة حالة الرمز. صاحب الرمز: {name}',
    },
    given: {
      display: 'بموافقتك يُعطى الرمز مرة واحدة، ويصلح 24 ساعة على الأكثر.',
      query: 'بموافقتك يمكن رؤية اللون وأسبابه لمدة 5 دقائق.',
    },
    purpose: 'الغرض: {purpose}',
    until: 'يُرجى الرد قبل {time}.',
    accept: 'نعم',
    refuse: 'لا',
    sending: 'جارٍ الإرسال…',
    status: {
      open: 'في انتظار ردك',
      confirmed: 'وافقت؛ يسري حتى {time}',
      refused: 'رفضت؛ لم يُعطَ شيء',
      used: 'وافقت؛ أُعطي الرمز',
      lapsed: 'انقضت مهلته',
    },
    mine: 'أنت',
    empty: 'لم تطلب أي منصة رمزك.',
  },
}
export default messages
