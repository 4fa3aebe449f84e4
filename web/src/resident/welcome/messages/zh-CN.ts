const messages = {
  welcome: {
    title: '您的健康码',
    heading: '出门，先亮码',
    lead: '填一次表，三分钟领到您的健康码。绿码全省通行。',
    start: '用手机号开始',
    travel: '我要从国外到中国',
    steps: { phone: '手机号', who: '身份', declare: '健康情况', code: '领码' },
    promise: '资料只用于防疫，随时可以查看和删除。',
  },
}

export type WelcomeMessages = typeof messages
export default messages
