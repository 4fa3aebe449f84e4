import type { Shape } from '../../../shared/i18n/messages/shape'
import type { RegionMessages } from './zh-CN'

const messages: Shape<RegionMessages> = {
  region: {
    choose: 'اختيار مكان',
    find: 'البحث عن محافظة أو حي أو مدينة (بالإنجليزية أو البينيين أو الحروف الأولى أو الصينية)',
    here: 'في الصين',
    abroad: 'الخارج وهونغ كونغ وماكاو وتايوان',
    findCountry: 'البحث عن بلد أو منطقة',
    used: 'استُخدمت من قبل',
    none: 'لم يُعثر على شيء. تُرجى تجربة كتابة أخرى، مثل 城东区.',
    whole: 'الصين كلها',
    change: 'تغيير',
  },
}

export default messages
