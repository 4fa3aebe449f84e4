const messages = {
  messages: {
    title: '消息',
    empty: '现在没有消息。颜色有变化时，会在这里告诉您。',
    by: {
      push: '短信没有送到，已改发设备通知。',
      wechat: '短信没有送到，已改用微信发送。',
      email: '短信没有送到，已改发邮件。',
    },
    notDelivered: '短信没有送到您的手机。',
    correct: '更正姓名或证件号码',
    addEmail: '留个邮箱',
    recovery: {
      heading: '有人申请把您的账号换到 {phone}',
      at: '工作人员已经同意，{at}生效。',
      ask: '是您本人申请的，就不用管。不是您，请点下面，由另一名工作人员来决定。',
      object: '不是我申请的',
      sending: '正在发送…',
      reason: '不是我申请的。',
      objected: '您已说明不是本人申请。由另一名工作人员决定，在此之前什么都不变。',
    },
  },
}

export type InboxMessages = typeof messages
export default messages
