const messages = {
  names: {
    what: '名单里的号码与登记的是同一个，姓名却不同。比对之前不影响任何人的颜色。姓名要打开才看得到。', none: '没有姓名要比对。最后查看 {time}。', document: '证件', ends: '尾号 {last4}', waits: '等待生效', since: '等待自', due: '期限', escalated: '已交主管', noFact: '没有', person: '人员', toPerson: '打开时间线',
    fact: { case: '病例', contact: '密切接触', designation: '赋码', travel: '行程' },
    covered: '两个姓名已遮盖', coveredWhat: '打开会写入审计，本人也会看到有部门查看过。', open: '打开两个姓名', title: '同一号码（尾号 {last4}）的两个姓名', sinceTime: '{time} 起等待',
    given: '名单给出的', onRecord: '登记的', gone: '已不保留', certified: '实名认证', certification: { certified: '已认证', pending: '认证中', refused: '未通过', none: '没有' },
    type: { id_card: '身份证', residence_permit: '居住证', foreign_permanent: '永久居留证', passport: '护照', travel_document: '旅行证', hk_macao_permit: '港澳通行证', taiwan_permit: '台胞证' },
    status: { waiting: '等待比对', same: '同一人', other: '另一个人' }, sameWhat: '同一人：等待的内容随即生效，以后这两个姓名不再询问。', otherWhat: '另一个人：号码报错了，这些内容不生效，名单里这样的行以后算有错。',
    reason: '怎么核对的', reasonHint: '如“已电话询问社区”。不要写姓名和号码。', needReason: '请写怎么核对的', same: '是同一人', other: '是另一个人', sending: '正在提交…', supervisors: '已过期限，由主管决定。',
    nowSame: '已定为同一人，等待的内容正在生效。', nowOther: '已定为另一个人，等待的内容不会生效。', next: '下一个', keys: { first: '打开第一个', next: '下一个' },
  },
}

export type NameMessages = typeof messages
export default messages
