import review from '../../../review/messages/zh-CN'

const recoveries = {
  none: '没有待处理的申请。', what: '事项', state: '状态', claims: '申请数', since: '提交', due: '期限', asked: '提交于 {time}', objected: '本人有异议', nobody: '查无此证件',
  status: { waiting: '待处理', contested: '有异议，待第二人', accepted: '已同意', refused: '未同意', replaced: '已被新的申请代替', done: '已生效' },
  claimed: '申请人所述', recorded: '记录中', sides: '申请与记录对照', which: '共 {n} 份申请，查看', claim: '第 {n} 份',
  field: { name: '姓名', number: '证件号码', residence: '居住地', old_phone: '原手机号', country: '签发国', expires_on: '有效期至' },
  newPhone: '新手机号', evidence: '依据', note: '注意', taken: '提交时另有记录使用这个号码。', unknown: '没有这个证件的记录。申请人不会知道这一点。',
  objection: '机主的异议', photos: '记录中已通过的照片', expired: '链接已失效。',
  decide: '处理', reasonHint: '写明依据，会告知号码所属的人。', way: { accept: '同意', refuse: '不同意' },
  effect: { phone: '同意后新手机号 24 小时后生效，其间原手机号的机主可以提出异议。', number: '同意后号码立即更正，并重新核验。', name: '同意后姓名立即更正，并重新核验。', contested: '机主已提出异议：同意后由第二名审核员决定。' },
  done: { waiting: '待处理', contested: '已同意。机主有异议，由第二名审核员决定。', accepted: '已同意，已告知。', refused: '未同意，已告知。', replaced: '已被新的申请代替。', done: '已生效。' },
  late: '已过期限，只能由主管处理。', now: '现在：{status}。',
}

const messages = { review, recoveries }
export type RecoveryMessages = typeof messages
export default messages
