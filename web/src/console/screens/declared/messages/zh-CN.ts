const messages = {
  declared: {
    what: '有人自报接触过病人或检测阳性。在最后一天之前认定或排除；先到期的在前。', none: '没有要核实的自报。', notWaiting: '这一条已经处理完了。',
    who: '证件尾号', said: '自报', on: '哪天', region: '地区', due: '最晚处理',
    says: { confirmed: '自报接触过确诊的人', suspected: '自报接触过疑似的人', positive: '自报检测阳性' },
    contactWhat: '认定后要另一名流调人员同意才生效；排除立即生效，会列入“一人放宽”。', testWhat: '确认阳性请录入病例；不属实可以排除，立即生效。',
    kindLabel: '认定为', kind: { close: '密切接触者', building: '同楼人员' }, last: '最后接触日', reason: '原因', needReason: '请说明原因',
    confirm: '提议认定', refute: '排除', enterCase: '录入病例', sending: '正在提交…', toPerson: '看此人经过', notYours: '由流调人员决定。',
    refuted: '已排除。', waits: '已提议，等另一名流调人员决定。', see: '去看',
  },
}
export type DeclaredMessages = typeof messages
export default messages
