const messages = {
  retention: {
    now: '有期限的记录到期由数据库自动删除。删了什么，暂时不能在这里查看。',
    will: '以后这里有',
    what: { 1: '每类记录保存多久、依据是什么', 2: '每次删除的执行：删了什么，以及台账', 3: '证明删除确实发生的检验，以及整个系统的终止' },
  },
}

export type RetentionMessages = typeof messages
export default messages
