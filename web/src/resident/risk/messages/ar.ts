import type { RiskMessages } from './zh-CN'

const messages: RiskMessages = {
  risk: {
    title: 'مستويات الخطورة',
    today: 'المستويات في {day}',
    home: 'مكان سكني',
    near: 'في {province}',
    been: 'أماكن كنت فيها خلال آخر 14 يومًا',
    levels: { low: 'منخفضة الخطورة', medium: 'متوسطة الخطورة', high: 'عالية الخطورة', key: 'منطقة ذات أولوية', none: 'غير مصنّفة' },
    since: 'منذ {day}',
    untilFurther: 'حتى إشعار آخر',
    until: 'حتى {day}',
    ofCity: 'هذا المستوى يشمل كل {name}',
    ofProvince: 'هذا المستوى يشمل كل {name}',
    parts: 'مناطق سكنية داخلها لها مستوى خاص: {n}',
    partsHint: 'مستوى منطقة سكنية لا يغيّر رموز المحافظة كلها.',
    part: '{level}، منذ {day}',
    moreParts: 'عرض المزيد ({n})',
    nothingNear: 'لا توجد الآن في المقاطعة منطقة متوسطة أو عالية الخطورة.',
    nothingBeen: 'لا أماكن مذكورة في إقراراتك خلال آخر 14 يومًا.',
    noHome: 'مكان سكنك غير مسجّل. وبعد إدخاله تظهر هنا المستويات القريبة منك.',
    stayed: '{from} إلى {until}',
    stayedOn: '{from}',
    what: 'من كان في مكان عالي الخطورة يصبح رمزه أحمر، وفي متوسط الخطورة أصفر. والمعتمد لك هو رمزك.',
    myCode: 'عرض رمزي',
  },
}

export default messages
