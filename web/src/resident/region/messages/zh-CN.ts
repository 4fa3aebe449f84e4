const messages = {
  region: {
    choose: '选择地点',
    find: '找县、区、市（汉字、拼音或首字母）',
    here: '国内',
    abroad: '国外和港澳台',
    findCountry: '找国家或地区',
    used: '用过的',
    none: '没有找到。换个写法试试，比如“城东区”。',
    noCountry: '没有找到这个国家或地区。换个写法，或输入国际区号，比如“81”。',
    whole: '全国',
    change: '更改',
    near: {
      ask: '看离我最近的县、区',
      looking: '正在定位…',
      private: '位置只在手机里比对，不会发送。',
      which: '最近的几个，请选一个',
      other: '都不是？请在上面查找。',
      refused: '手机没有允许定位。可以在浏览器或系统设置里允许，或者在上面查找。',
      unavailable: '手机现在定不了位。请在上面查找，或者到开阔的地方再试。',
      far: '附近没有国内的县、区。在国外请选“国外和港澳台”。',
    },
  },
}

export type RegionMessages = typeof messages
export default messages
