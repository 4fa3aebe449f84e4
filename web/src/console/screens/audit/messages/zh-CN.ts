const messages = {
  audit: {
    alarms: '警报', entries: '记录', pairs: '配对', chains: '校验',
    alarmsLead: '有人在十分钟内打开了非常多的人员，而这些人没有任何待办事项。可能是疫情，也可能是好奇。请看此人做了什么，写下您的结论。',
    noAlarms: '没有未结的警报。', manyOpened: '{who} 在 {from} 到 {to} 打开了 {n} 人，这些人没有待办事项', looks: '打开了谁', finding: '您的结论', findingHint: '写下后警报结案，并记入审计。', needFinding: '请写下您的结论', close: '结案', closing: '正在结案…', closed: '您已结案：{reason}', alarmStatus: { open: '未结', closed: '已结' },
    day: '日期', actorField: '谁（账号）', subjectField: '对象（编号）', actionField: '做了什么', everyAction: '全部', at: '时间', actor: '谁', what: '做了什么', subject: '对象', region: '地区', reason: '理由', noEntries: '没有记录。', all: '当天全部', about: '关于 {id}', by: '{who} 所做', of: '{day}',
    ofKind: '{kind}：{status}', status: { proposed: '提出', in_force: '生效', refused: '未同意', withdrawn: '撤回', expired: '过期', agreed: '先行同意' },
    prefix: { 'person_': '查看人员', person_revealed: '打开姓名', case_revealed: '打开病例姓名', document_searched: '按证件查找', traced_: '溯源', staff: '人员与账号', alarm_: '警报', breaker_: '熔断', case_: '病例', contact: '接触者', designation_: '指定管控', rating: '风险等级', import: '导入', ruleset: '规则', eased_: '巡看放宽', day_credit: '补签', outage_: '故障', campaign_: '批量任务', venue_: '场所' },
    action: {
      person: { opened: '查看人员', revealed: '打开姓名', departed: '登记离开' }, case: { revealed: '打开病例姓名', released: '解除病例', excluded: '排除病例', withdrawn: '撤回病例' }, document: { searched: '按证件查找' }, code: { lookup: '查码' }, traced: { person: '人员溯源', venue: '场所溯源' }, visits: { listed: '查看出入记录' },
      photo: { looked_at: '查看照片', accepted: '照片合格', rejected: '照片不合格' }, recovery: { looked_at: '查看找回' }, names: { looked_at: '查看姓名不一致' }, declaration: { looked_at: '查看申报', mistaken: '作废申报：填错', not_theirs: '作废申报：不是本人' },
      staff: { change: '变更账号', enrolled: '设置账号', log_in: '登录', log_in_failed: '登录失败', refused: '被系统拒绝', many_opened: '警报：打开人员过多', founded: '邀请首批主管', password: '修改密码' }, alarm: { closed: '警报结案' },
      eased: { in_order: '巡看放宽：妥当', not_in_order: '巡看放宽：不妥' }, day: { credit: '补签' }, outage: { record: '登记故障', withdraw: '撤回故障' }, breaker: { release: '放行暂扣' },
      venue: { approved: '通过场所', refused: '不通过场所', closed: '关闭场所', changed: '变更场所' }, posters: { revoked: '作废海报' }, campaign: { hold: '暂停新任务', release: '放开新任务', pause: '暂停任务', resume: '继续任务', stop: '终止任务', restart: '重启任务', speed: '调整任务速度' },
      contact: { withdrawn: '撤回接触' }, designation: { ended: '结束指定', wrong: '更正指定' }, anomaly: { withdrawn: '撤回异常', confirmed: '保留异常' }, appeal: { upheld: '申诉成立', rejected: '申诉不成立', forwarded: '转交申诉' }, comparison: { different: '认定是两个人' },
      import: { begun: '开始导入', columns: '对应导入的列', dry_run: '试算导入', stopped: '停止导入', resumed: '继续导入', undone: '撤销导入' }, ruleset: { drafted: '起草规则', edited: '修改规则', simulated: '试算规则', what_if: '用过去试算规则', sample_seen: '查看试算样本' }, rating: { dry_run: '试算风险等级' },
    },
    pairsLead: '提出和批准总是两个人。几乎总是互相同意的两个人值得看一看；只有两个人的单位没有别的选择。',
    month: '月份', pair: '配对', split: '各自批准', times: '次数', noPairs: '{month}没有人批准过别人的提议。',
    eachOther: '{month}，{first} 和 {second} 互相批准了 {n} 次', oneWay: '{month}，{first} 批准了 {second} 的 {n} 项提议，反过来没有',
    chainsLead: '每条记录带着前一条的哈希。校验会读每一条，找出被改动或缺失的。请保存链头：以后的校验必须经过它们。',
    verify: '校验全部链', verifying: '正在校验…', intact: '{chains} 条链都完好，共 {entries} 条记录。', broken: '有 {n} 条链不完好。不要在那里写入，请通知系统负责人。', heads: '各链与链头', chain: '链', number: '记录数', state: '状态', head: '链头', holds: '完好', going: '进行中', brokenAt: '第 {n} 条断开', published: '已公布到',
    passed: '各链都经过 {at} 向所有人签名公布的链头（/v1/audit/heads）。', notPublished: '还没有签名的链头：每小时公布一次。', byScript: '这里校验的是数据表。锁定的存储桶请在自己的机器上用 docs/audit/verify.py 校验。',
  },
}

export type AuditMessages = typeof messages
export default messages
