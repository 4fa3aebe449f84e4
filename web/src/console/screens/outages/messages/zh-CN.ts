const messages = {
  outages: {
    recorded: '故障', credits: '人工补签',
    lead: '期限或打卡日落在故障期间，或者落在故障结束后两小时内的人，都可以延到故障结束后两小时。系统在下次看到本人的码时自动办理，人人一样。',
    from: '开始', until: '结束', grace: '期限延到', reason: '原因', by: '登记人', state: '状态', counts: '有效', withdrawn: '已撤回', none: '没有登记过故障。',
    open: '登记故障', zone: '北京时间，含起止两刻。', over: '结束后才能登记，一次最多 7 天。', reasonHint: '写明大家当时办不了什么，工作人员都看得到。',
    will: '{from} 到 {grace} 之间到期的，可以办到 {grace}。', record: '登记', recording: '正在登记…', cancel: '取消', done: '已登记，期限已顺延。',
    needFrom: '请填写开始时间', needUntil: '请填写结束时间', needLater: '结束要晚于开始', notOver: '故障结束后才能登记', tooLong: '超过 7 天，请分几次登记', needReason: '请写明原因',
    withdraw: '撤回', withdrawTitle: '撤回这次故障', withdrawWhat: '期限恢复原样。因此算作缺卡的人，现在要算缺卡。', withdrawing: '正在撤回…', took: '已撤回。',
    creditsLead: '由一个人写明理由、给某一位补签，主管还没有看过的。补签在“人员”页面办理。',
    person: '人员', where: '地区', when: '时间', noCredits: '没有待看的补签。', look: '查看', you: '您',
  },
}

export type OutageMessages = typeof messages
export default messages
