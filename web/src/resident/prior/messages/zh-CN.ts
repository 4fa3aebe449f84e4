const messages = {
  prior: {
    title: '以前的登记',
    offer: '您在别的健康码里登记过。核对一下，就不用再填。',
    look: '去核对',
    lead: '这是“{system}”在 {day} 登记的资料。对吗？',
    residence: '居住地',
    address: '住址',
    now: '本码现在登记的是：{place}',
    nothing: '其中没有居住地和住址。',
    until: '不处理的话，{time} 之后这份资料就会删除，本码照常使用。',
    confirm: '对，用这份资料',
    decline: '不对，不用它',
    saving: '正在保存…',
    confirmed: '已经改用这份资料。以前的登记已删除，以后只用本码。',
    declined: '没有采用。以前的登记已删除，本码的资料没有变。',
    none: '没有需要核对的登记。',
    toMe: '回到“我的”',
  },
}
export default messages
export type PriorMessages = typeof messages
