const messages = {
  campaigns: {
    open: '进行中', ended: '已结束', noneOpen: '没有进行中的批量任务。', noneEnded: '还没有结束的批量任务。',
    what: '事项', where: '地区', state: '状态', began: '开始', by: '发起人',
    kind: { rating: '风险等级', ruleset: '规则', simulation: '试算规则', dry_run: '试算', stays: '逗留', case: '病例', contact: '接触' },
    status: { waiting: '等待', running: '进行中', late: '补查中', paused: '已暂停', stopped: '已停止', done: '完成' },
    begun: '{time} 由 {by} 发起', over: '{time} 结束', cause: '起因 {cause}',
    pausedBy: '{time} 由 {by} 暂停', resumedBy: '{time} 由 {by} 恢复', heldBy: '新任务已暂缓：{by}，{time}。',
    progress: '进度', units: '单元', seen: '已看的人', changed: '改变的人', failed: '失败', rate: '每秒人数', eta: '预计完成',
    rateLive: '每秒人数（打开这一页以来）',
    act: { pause: '暂停', resume: '继续', stop: '停止', restart: '重新开始' },
    stopWhat: '已经改变的人不会改回去。以后可以从停下的地方重新开始。',
    slower: '慢一些', faster: '快一些', atOnce: '同时 {n} 个单元',
    outcome: '结果', before: '之前', after: '之后', people: '人数', noChange: '还没有人的颜色改变。',
    rest: '{unchanged} 人不变，{later} 人已按更晚的情况计算。',
    failures: '失败的人', person: '人员编号', when: '时间',
    holdNew: '暂缓新任务', letNew: '放行新任务', holdWhat: '以后发起的批量任务先等待，进行中的不受影响。由全国主管决定。', letWhat: '等待的批量任务开始进行。由全国主管决定。',
  },
}

export type CampaignMessages = typeof messages
export default messages
