const messages = {
  figures: {
    region: '地区', day: '日期', before: '前一天', after: '后一天', press: '新闻稿文字', asAt: '数据截至 {time}', onDay: '当日', change: '增减', total: '累计（至今）', atEnd: '当日终了', thirty: '最近 30 天',
    few: '<10', fewWhat: '不足 10 的数字一律显示为 <10，包括零。',
    came: { people: '新登记人数', venues: '新接入场所', visits: '场所扫码', suspect_visits: '其中提示关注', checks: '检查点查验', cases: '病例', contacts: '密切接触者', appeals_decided: '已办结申诉', reported: '已上报记录' },
    chart: { registrations: '每天新登记人数', visits: '每天扫码与查验', colours: '每天终了的红码、黄码人数', outbreak: '每天新增病例与接触者' },
    line: { people: '登记', visits: '扫码', checks: '查验', red: '红码', yellow: '黄码', cases: '病例', contacts: '接触者' },
    appealsInTime: '当日办结的申诉中，{percent}% 在 48 小时内办结。',
    counties: '各县（市、区）', county: { name: '县（市、区）', people: '人数', red: '红码', yellow: '黄码', green: '绿码', venues: '场所', visits: '扫码 {day}', checks: '查验 {day}' },
    pressWhat: '中英文各一份，数字与本页相同。', language: { 'zh-CN': '中文', en: '英文' }, copy: '复制{language}', copied: '已复制', byHand: '浏览器不允许直接复制。文字已选中，请按 Ctrl+C。',
    keys: { before: '前一天', after: '后一天', copy: '新闻稿文字' },
  },
}

export type FigureMessages = typeof messages
export default messages
