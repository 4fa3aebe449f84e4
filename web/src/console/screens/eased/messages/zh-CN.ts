const messages = {
  eased: {
    lead: '一个人单独做出、让当事人变好的决定。请逐条看一次，写明是否妥当；看过不会撤销任何决定。',
    what: '事项', where: '地区', by: '经办人', when: '时间', why: '当时的理由', about: '对象', own: '这是您自己办的，由另一位主管来看。', you: '您', mine: '您办的',
    none: '没有待看的。一人放宽的决定都看过了。', look: '查看', title: '一人放宽的决定', noReason: '没有写理由',
    note: '哪里不妥', noteHint: '只有不妥时才要写。', needNote: '请写明哪里不妥',
    inOrder: '妥当', notInOrder: '不妥', sending: '正在保存…', changed: '另一位主管先看过了。',
    done: { in_order: '已记录：妥当。', not_in_order: '已记录：不妥。怎样处理要另外去办。' },
  },
}

export type EasedMessages = typeof messages
export default messages
