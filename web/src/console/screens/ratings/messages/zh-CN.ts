const messages = {
  ratings: {
    rated: '已评地区', names: '地名待认', region: '地区', level: '等级', since: '自', until: '至', area: '范围', further: '另行通知',
    open: '打开一个县', openHint: '汉字、拼音、首字母或代码', on: '哪一天', none: '这一天没有已评的地区。', today: '今天起作用的等级',
    levels: { low: '低风险', medium: '中风险', high: '高风险', key: '重点地区', none: '没有评级' },
    strip: '最近 60 天、今天和今后 14 天', periods: '今天的评级', noPeriod: '今天没有评级。', below: '下辖地区', correct: '更正',
    history: '历次评级和批准人', peopleThere: '最近在此停留 {people} 人。', peopleThen: '当时人数', by: '批准人', byList: '名单', state: '状态', standing: { past: '已结束', standing: '有效', planned: '计划中' },
    rateTitle: '评定等级', correctTitle: '更正这一次评级', from: '自（含当天）', untilDay: '至（含当天）', untilHint: '不填就是另行通知。',
    areaField: '只是其中一部分（可不填）', areaHint: '如街道、小区。只显示，不影响颜色。', reason: '理由', needFrom: '请选择开始日期', needLater: '结束不能早于开始', needReason: '请写理由',
    preview: '看看涉及多少人', touches: '约涉及 {people} 人：{yellow} 人转黄，{red} 人转红。', propose: '提出', proposeCorrection: '提出更正', withdraw: '撤回这次评级', cancel: '取消', sending: '正在提交…',
    inForce: '已经生效。', waits: '已提出，等第二个人决定。', waitsHere: '已提出，列在上面和“我的工作”里，等第二个人决定。', see: '查看',
    pending: '等第二个人决定', waitsBy: '等待中：{who}提出，需要第二个人', toTakeBack: '要撤回',
    name: '国家名单的写法', why: '原因', waitsSince: '等待自', because: { unknown: '没有这个地名', ambiguous: '有多个同名' }, noNames: '没有待认的地名。', meaning: '名单里的这个写法是哪个县？认定后永远记住。',
    county: '县（市、区）', needCounty: '请选择一个县', sayName: '就是这里', ignoreName: '不是任何地区，忽略',
  },
}

export type RatingMessages = typeof messages
export default messages
