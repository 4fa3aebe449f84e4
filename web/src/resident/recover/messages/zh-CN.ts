const messages = {
  recover: {
    heading: '原来的手机号不能用了？',
    lead: '填下面这些，工作人员核对后会把新号码换上，不用记得密码。',
    name: '姓名',
    phoneHint: '以后用来登录的新号码。工作人员同意之前先别用它登录。',
    evidence: '怎么证明是您？',
    evidenceHint: '说说原来的号码、怎么丢的、报案或补卡的单号等。最多 500 字。',
    evidenceEmpty: '请写几句，好让工作人员核对',
    send: '提交',
    sending: '正在提交…',
    sentHeading: '收到了',
    sent: '原来的号码和邮箱会马上收到通知。工作人员同意后，会给新号码发短信：用它登录就能填报、出示健康码。再过一天账号全部归您，原来的密码同时失效。',
    urgent: '着急的话，请带证件拨打 12345。',
  },
}

export type RecoverMessages = typeof messages
export default messages
