import type { Shape } from '../../../shared/i18n/messages/shape'
import type { WelcomeMessages } from './zh-CN'

const messages: Shape<WelcomeMessages> = {
  welcome: {
    title: 'رمزك الصحي',
    heading: 'إظهار الرمز ثم المرور',
    lead: 'بملء نموذج واحد يصدر رمزك الصحي خلال ثلاث دقائق. والأخضر يمر في المقاطعة كلها.',
    start: 'البدء برقم هاتف',
    travel: 'السفر إلى الصين من الخارج',
    steps: { phone: 'الهاتف', who: 'الهوية', declare: 'الصحة', code: 'رمزك' },
    promise: 'تُستخدم بياناتك لوقف الوباء فقط. ويمكنك الاطلاع عليها وحذفها في أي وقت.',
  },
}

export default messages
