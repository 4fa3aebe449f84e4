const messages = {
  breaker: {
    held: '暂扣', numbers: '数值', none: '没有暂扣的。', county: '县区', kindTitle: '类别', count: '暂扣', since: '开始', due: '应看时限', late: '一天没有人放行，现在由全国一级处理。',
    pick: '查看一个县区', pickHint: '看它最近 48 小时，不论有没有暂扣。', kind: { case: '病例', contact: '接触者', designation: '指定管控' },
    chart: '{county}：最近 48 小时每小时变严的人数，按原因', chartHint: '病例变红码，接触者和指定管控变红码或黄码。', limit: { held: '{kind}：一小时超过 {limit} 人，再来的暂扣。', alarmed: '{kind}：一小时超过 {limit} 人发警报，从不暂扣。' },
    back: '全部暂扣', heldOf: '暂扣的内容：{kind}', subject: '编号', when: '暂扣时间', ground: '依据', by: '决定人', noneHeld: '这里没有暂扣这一类。',
    grounds: {
      exposure: '同时同地', phone_interview: '电话流调', flight_list: '航班名单', residents_list: '住户名单', other: '其他', declared: '自报', quarantine_order: '隔离令', returnee: '返回人员', cohort_exposure: '共同暴露', other_public_health: '其他防疫需要', gone: '其间已撤回',
    },
    releaseTitle: '放行', releaseWhat: '暂扣的 {n} 项（{kind}）从现在起生效，并视为此刻批准。', reason: '理由', reasonHint: '写明您核对了什么。', needReason: '请写明您核对了什么', release: '放行 {n} 项', releasing: '正在放行…',
    released: '{n} 项开始生效。', nothing: '已经没有暂扣的：别人先放行了。',
    numbersLead: '一项决定涉及多少人起要求更多，一小时多少人起暂扣。改数值要两位全国主管同意。',
    changed: '上次修改：{at}，{by}。', never: '启用以来没有改过。', was: '现为 {value}', propose: '提出这些数值', proposing: '正在发送…', unchanged: '还没有改动', notNumber: '请填 {least} 到 {most} 的整数', waits: '已提出，等第二位主管。', see: '查看', reset: '恢复现值',
    number: {
      counted: '涉及超过这么多人，要主管同意并输入人数', county_per_mille: '或者超过一个县区人口的千分之几', county_least: '……并且至少这么多人', simulated: '超过这么多人，要先试算并由两位主管同意', dry_run_hours: '试算的有效期（小时）', cooled: '超过这么多人，第二位主管要等一段时间', cooling_minutes: '等多久（分钟）',
      held_over: '一个县区一小时变严超过这么多人，再来的暂扣', held_times: '……并且超过平常一小时的这么多倍', median_days: '平常按最近多少天算',
    },
    part: { size: '对一项决定', rate: '对一个县区的每小时' },
  },
}

export type BreakerMessages = typeof messages
export default messages
