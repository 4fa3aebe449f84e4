import review from '../../../review/messages/zh-CN'

const appeals = {
  none: '没有待处理的申诉。', every: '所有部门', what: '类别', words: '本人所述', whose: '部门', since: '提交', due: '期限',
  written: '提交于 {time}', by: '申诉人', path: '转办经过', step: '{time}，{from} → {to}：', open: '去处理', person: '查看此人的全部记录',
  status: { open: '待处理', upheld: '成立', rejected: '不成立' },
  department: { data_bureau: '市数据资源局', transport_bureau: '市交通运输局', command_office: '县（市、区）防疫指挥部办公室', disease_control: '疾病预防控制中心', hotline_12308: '12308 领事保护热线', hotline_12345: '12345 政务热线' },
  theHold: '所涉及的管控', holdsNow: '目前的管控', noHold: '目前没有任何管控。', sinceDay: '自 {day}', clears: '最早 {day} 解除', noEnd: '暂无解除日期', checkins: '打卡 {done}/{required}',
  declarationBelow: '所涉及的填报在下方已标出。', showDeclaration: '查看所涉及的填报（会留下记录）',
  sources: '各部门就此证件所报', source: { case: '病例', contact: '接触者', designation: '管控决定' },
  decide: '处理', way: { uphold: '成立', reject: '不成立', forward: '转其他部门' },
  answer: '给本人的答复', answerHint: '本人会看到，也会用短信发送，最多 200 字。',
  also: '同时改正', alsoHint: '改正是单独的一项操作，单独留痕。', noAct: '不改正任何记录',
  act: { annul: '作废 {time} 的填报（填错）', not_theirs: '作废 {time} 的填报（非本人）', reading: '撤回 {time} 的检查点读数', credit: '补记一天打卡', ended: '解除管控决定（到此为止）', wrong: '撤销管控决定（自始有误）' },
  day: '哪一天', chooseDay: '请选择日期', because: '改正的依据', becauseHint: '写入审计记录，本人看不到。',
  inOneGo: '按下按钮后依次进行：', doing: { credit: '补记 {day} 的打卡', uphold: '申诉成立，并告知本人' },
  actDone: '改正已完成。再按一次只会发送答复。', sending: '正在发送…',
  send: { uphold: '申诉成立', reject: '申诉不成立', forward: '转办', both: '改正并成立' },
  to: '转给', chooseDepartment: '请选择部门', needDepartment: '请选择部门', forwardHint: '本人会知道已转给哪个部门，期限不变。',
  late: '已过期限，只能由主管处理。',
  done: { open: '待处理', upheld: '申诉成立，已告知本人。', rejected: '申诉不成立，已告知本人。' }, doneAct: '记录已改正。', told: '答复：', given: '已转给{department}，已告知本人。',
  nowDecided: '这件申诉已有结果：{status}。', nowElsewhere: '这件申诉现由{department}处理。', nowLate: '这件申诉已过期限，只能由主管处理。',
  keys: { uphold: '成立', reject: '不成立', forward: '转其他部门', next: '下一件' },
}

const messages = { review, appeals }
export type AppealMessages = typeof messages
export default messages
