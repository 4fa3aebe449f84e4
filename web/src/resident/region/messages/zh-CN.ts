const messages = {
  region: {
    choose: '选择地点',
    find: '找县、区、市的名字',
    here: '国内',
    abroad: '国外和港澳台',
    findCountry: '找国家或地区',
    used: '用过的',
    none: '没有找到。换个写法试试，比如“城东区”。',
    whole: '全国',
    change: '更改',
  },
}

export type RegionMessages = typeof messages
export default messages
