const messages = {
  messages: {
    title: '消息',
    empty: '现在没有消息。颜色有变化时，会在这里告诉你。',
    byEmail: '短信没有送到，已改发邮件。',
    notDelivered: '短信没有送到您的手机。',
    addEmail: '留个邮箱',
  },
}

export type InboxMessages = typeof messages
export default messages
