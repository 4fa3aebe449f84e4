import review from '../../../review/messages/zh-CN'

const comparisons = {
  none: '没有待比对的记录。', what: '记录', since: '自', due: '期限', beside: '{one} 与 {other}', gone: '（已注销）',
  heading: '两份记录是同一个人吗？', lead: '新登记的人在有结果之前没有健康码。', newcomer: '新登记', before: '原有记录',
  field: { name: '姓名', birth_date: '出生日期', sex: '性别', nationality: '国籍', residence: '居住地', address: '住址', document: '证件', number: '号码', country: '签发国', expires_on: '有效期至', certification: '实名核验', relation: '登记方式', holds: '目前的管控', created_at: '登记日期' },
  certified: { pending: '核验中', certified: '已核验', refused: '未通过' }, relations: { self: '本人', dependant: '由他人代办' }, noHolds: '无',
  rule: { case: { confirmed: '确诊病例', suspected: '疑似病例', asymptomatic: '无症状感染者' }, contact: { close: '密切接触者', building: '同楼道或办公区域', declared: '自己申报的接触' }, region: { high: '高风险地区', medium: '中风险地区' }, symptom: '症状', test: { declared: '自己申报的阳性' }, gate: { anomaly: '检查点体温偏高' }, worsened: '观察期内不适', undeclared: '没有填报', designated: { red: '指定红码', yellow: '指定黄码' } },
  photos: '照片（每张单独一页）：',
  status: { waiting: '待比对', same: '同一个人', different: '两个人', undone: '已分开' },
  decide: '处理', reasonHint: '写明依据，写入审计记录；两人会被告知。', way: { same: '是同一个人', different: '是两个人', undo: '提议分开' },
  waitsSame: '合并会使有人的颜色变严重，须由第二个人同意。', waitsUndone: '分开须由第二个人同意。', see: '查看提议',
  done: { waiting: '待处理。', same: '已认定为同一个人。', different: '已认定为两个人。', undone: '已重新分开。' },
  undoTitle: '其实是两个人', undoHint: '写明依据。第二个人同意后，每项记录回到各自的证件。',
  late: '已过期限，只能由主管处理。', oneGone: '其中一份记录已注销，无需处理。', now: '现在：{status}。',
}

const messages = { review, comparisons }
export type ComparisonMessages = typeof messages
export default messages
