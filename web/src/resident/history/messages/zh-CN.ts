const messages = {
  history: {
    title: '我的记录',
    empty: '还没有填报过。',
    more: '更早的',
    proxy: '家人代填',
    wrong: '这次填错了？',
    mistaken: '工作人员已更正：这些答案不算数，填报时间照算。',
    not_theirs: '工作人员已作废：这次填报不算数。',
    temperature: '{n} ℃',
    well: '没有不舒服',
  },
}

export type HistoryMessages = typeof messages
export default messages
