const messages = {
  exchange: {
    partners: '合作方', new: '新的合作方', none: '还没有接入任何合作方。', partner: '合作方', state: '状况', waiting: '待发', oldest: '最早一条', yesterday: '昨日对账', n: '{n}', over: '{n} 以上', back: '全部合作方',
    word: { late: '超过一小时未确认', silent: '没有回应', differs: '昨日对账有差异', well: '正常', receives: '只接收，不发送' },
    silentSince: '{at} 起没有可采信的回应（{fault}）；下次尝试：{next}。', nextMinute: '一分钟内', valuesSilent: '其颜色取值尚未用三条测试报文核对完，暂不采信。',
    waits: '待发 {n} 条。', underWay: '在途报文 {n} 件。', came: '收到 {n} 条，退回 {rejected} 条', gaps: '缺号 {numbers}',
    notAcknowledged: '未确认', allAcknowledged: '全部已确认。', message: '报文编号', path: '接口', records: '未确认', madeAt: '生成时间', fault: '原因', refused: '对方退回的记录', what: '内容', record: '记录编号',
    kind: { health: '健康申报', trip: '行程记录', case: '病例', contact: '密切接触', struck: '更正', credit: '信用平台', out: '其他报文' },
    paths: {
      'health-declarations': '健康申报', 'trip-declarations': '行程记录', 'health-queries': '健康信息查询', 'code-invocations': '用码申请', codes: '制码', 'code-verifications': '验码',
      corrections: '更正', acknowledgements: '回执', 'feeds/cases': '病例', 'feeds/contacts': '密切接触', 'feeds/ratings': '风险等级', 'feeds/travel': '停留记录', 'feeds/colours': '单独颜色', 'mapping-tests': '颜色核对',
      'credit/reports': '信用平台报送', 'credit/withdrawals': '信用平台撤回', reconciliations: '对账', keys: '密钥', imports: '文件', state: '状况询问',
    },
    why: {
      http: '返回错误 {status}', unreachable: '连接不上', bad_signature: '签名不符', stale_signature: '时钟相差超过五分钟', unsigned: '回应没有签名', redirected: '转到了别的地址',
      unreadable: '回应无法读取', not_allowed: '地址不允许', partly: '只确认了一部分', not_agreed: '对方不接收此项', idempotency_conflict: '同一编号另有报文',
    },
    nothingWaits: '没有待发内容。', fromThem: '对方发来的', notYet: '最近一天还没有对账，每天 02:00 起进行。',
    reason: '说明', needReason: '请填写说明', resendHint: '为什么现在重发，例如对方说已恢复。', resend: '一分钟内重发', resending: '正在处理…', resent: '{messages} 件报文将在一分钟内重发，{records} 条退回的记录重新排队。',
    compared: '对账 {day}', bothEqual: '双方一致。', bothDiffer: '双方不一致。', notCompared: '未能对账：{fault}', ours: '我方条数', theirs: '对方条数', same: '校验', equal: '一致', differs: '有差异',
    list: { missing_there: '对方没有的报文', unknown_here: '我方没有的报文', uneven: '条数不同的报文', under_way: '对账时在途' },
    keys: '对方密钥', from: '{at} 起', key: { current: '现用', next: '已预告，未启用', former: '上一把，仍在交接期', revoked: '已作废' }, turn: '启用', revoke: '立即作废',
    turnWhat: '提议启用 {key}。由另一名全国范围的主管同意后生效，上一把再承认一天。', revokeWhat: '{key} 从现在起不再采信，一个人即可决定。它此前签名的内容要逐条复看。', revoked: '已作废。需复看的报文：{n} 件。', sending: '正在提交…',
    waitsForSecond: '已提议，等待第二人。', see: '查看', newLead: '把对方单位给的协议文件放进来。由两名全国范围的主管同意后才接入。', file: '选择文件', agreement: '协议内容（JSON）', agreementHint: '编号、名称、地区、签名方式、地址、公钥、收发内容、取值对应、联系人。', noAgreement: '不是有效的协议文件', propose: '提议接入',
  },
}

export type ExchangeMessages = typeof messages
export default messages
