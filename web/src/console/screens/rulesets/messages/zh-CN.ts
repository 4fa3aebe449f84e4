const messages = {
  rulesets: {
    version: '版本', state: '状态', everyState: '全部状态', effective: '生效时间', revision: '修订', newDraft: '新的草案', newWhat: '从一套规则抄一份，再改。改好后先试算，再由两位全国主管同意。', like: '照哪一套', versionHint: '字母、数字、- 和 _，定了不能改', effectiveHint: '北京时间，至少 10 分钟以后，且晚于已发布的', begin: '建立草案', sending: '正在提交…',
    needVersion: '请填写版本', needEffective: '请选择生效时间', needReason: '请写理由', needWorse: '请勾选您已看到有人变差', governs: '现行的是 {version}，{time} 起。', title: '规则 {version}', from_: '{time} 起', revisionOf: '第 {n} 次修订',
    status: { draft: '草案', published: '已发布，未生效', in_force: '曾经或正在执行', withdrawn: '已撤回', governs: '现行' },
    proposed: '发布已提出，等另一位主管决定。', decide: '查看并决定', made: '已提出。', newer: '草案现在是第 {n} 次修订，或状态已变。看过以后显示现在的内容。',
    tab: { content: '内容', simulation: '试算', past: '假如早就执行' }, differ: '{n} 项与现行的不同', onlyChanged: '只看不同的', inForce: '现行（{version}）', draftHere: '草案', thisOne: '这一套', other: '不同', save: '保存草案', unsaved: '有改动没有保存', saved: '已保存', discard: '放弃改动',
    section: { rules: '规则', general: '一般', international: '国际版', travel: '出行', exposure: '接触判定', quiet: '免打扰' }, applies: '怎样适用', mode: { off: '不用', one: '国内版、国际版相同', each: '国内版、国际版不同' }, off: '不用', none: '无', further: '另行通知', then: '，然后', phase: '{colour} {days} 天 {checkins} 次打卡',
    scheme: { domestic: '国内版', international: '国际版' }, colour: { yellow: '黄', red: '红' }, phaseNumber: '第 {n} 段', colourOf: '颜色', days: '天', checkins: '次打卡', remove: '去掉', addPhase: '再加一段', switchOn: '启用', addPeriod: '再加一段时间', from: '自', until: '至', countries: '国家代码',
    rule: { case_confirmed: '确诊病例', case_suspected: '疑似病例', case_asymptomatic: '无症状感染者', contact_close: '密切接触者', contact_building: '同楼道或办公区域', contact_declared: '自己申报的接触', region_high: '高风险地区', region_medium: '中风险地区', symptom: '症状', test_declared: '自己申报的阳性', gate_anomaly: '检查点体温偏高', worsened: '观察期内不适', undeclared: '没有填报', designated_red: '指定红码', designated_yellow: '指定黄码' },
    item: {
      effective: '生效时间', fever: '发热温度（℃）', symptoms: '症状', contact_review_days: '申报的接触多少天内核实', outage_grace_hours: '故障后宽限（小时）', international_valid_hours: '每次填报有效（小时）', international_undeclared_hours: '多少小时未填报转红', international_closes_hours: '起飞后多少小时关闭', international_reminder_hours: '到期前多少小时提醒',
      travel_policy_start: '登机规则开始日', travel_boarding_days: '登机前连续填报天数', travel_unhealthy_symptoms: '另外不能登机的症状', travel_nationalities: '须填报的国籍', travel_obliged: '须填报的国家名单', exposure_minimum_minutes: '同处多少分钟算接触', exposure_by_type: '按场所类别的分钟数', exposure_infectious_days: '发病前多少天有传染性', exposure_trace_days: '溯源回看多少天', quiet_from: '免打扰开始', quiet_until: '免打扰结束', quiet_lead_minutes: '提醒提前多少分钟',
    },
    symptom: { fever: '发热', dry_cough: '干咳', fatigue: '乏力', sore_throat: '咽痛', shortness_of_breath: '气促', diarrhea: '腹泻', other_respiratory: '其他呼吸道症状' },
    venue: { airport: '机场', railway_station: '火车站', coach_station: '汽车站', hospital: '医院', hotel: '酒店', construction_site: '工地', checkpoint: '检查点', government_or_company: '单位', factory: '工厂', school: '学校', bank: '银行', restaurant: '餐馆', shopping_complex: '商场', culture_or_sport: '文体场所', community: '小区', other: '其他' },
    notTried: '还没有试算。', try: '试算', tryAgain: '再试算一次', simulating: '正在对每个人试算，不改变任何人…', tried: '{time} 按这份内容试算。', triedBefore: '{time} 的试算是按以前的内容，或已有别的发布。请再试算。', saveFirst: '有改动没有保存，先保存再试算。',
    worse: '{n} 人变差', better: '{n} 人变好', of: '共 {people} 人，其中 {held} 人有限制；{later} 人按更晚的情况计算。', failed: '{n} 人没能试算，不能发布。', unread: '{n} 人的记录读不出来，没有计入；已通知工程师。', load: '生效当时要处理 {n} 人。', withheld: '不显示', beforeAfter: '现在 ↓　以后 →', turn: { worse: '变差', better: '变好', same: '不变' },
    regions: '按城市，变差最多的 20 个', region: '城市', holds: '各条规则的限制', hold: { now: '现有', longer: '变长', shorter: '变短', ended: '结束', opened: '新增' }, sample: '抽几个人看', sampleWhat: '其中会改变的几个人。查看已写入审计。', nobody: '没有人改变。',
    publish: '发布', publishWhat: '您同意后，还要另一位全国主管对同样的内容同意。到生效时间才执行。', seenWorse: '我已看到 {n} 人会变差', reason: '理由', approve: '同意发布',
    since: '假如从这一天起执行', sinceHint: '最多 180 天以前。每一百人里看一人。', goBack: '算一算', pastFound: '{since} 至 {until}，{people} 人中 {changed} 人会不同（每 {one} 人看一人）', leftOut: '{n} 人未计入，{failed} 人没能计算。', daysOf: '{scheme}：人日', had: '实际', wouldHave: '假如', peopleDays: '人日', noDays: '没有人日。', daysByRule: '各条规则限制的人日',
    withdraw: '撤回发布', withdrawWhat: '生效前两分钟为止，两位主管可以撤回。',
  },
}

export type RuleSetMessages = typeof messages
export default messages
