const messages = {
  requests: {
    title: '我的请求',
    lead: '外地平台要看您的码或状态，先要您同意。不答复，就什么都不给。',
    offer: '{partner}正在请求您同意。',
    look: '去答复',
    asks: {
      display: '{partner}请求出示{name}的健康码',
      query: '{partner}请求查询{name}的健康码状态',
    },
    given: {
      display: '同意后，对方能拿到一次健康码，24 小时内有效。',
      query: '同意后，对方 5 分钟内能看到颜色和原因。',
    },
    purpose: '用途：{purpose}',
    until: '请在 {time} 前答复。',
    accept: '同意',
    refuse: '不同意',
    sending: '正在发送…',
    status: {
      open: '等您答复',
      confirmed: '已同意，{time} 前有效',
      refused: '已拒绝，什么都没有给',
      used: '已同意，码已给出',
      lapsed: '已过期',
    },
    mine: '您',
    empty: '没有平台请求看您的码。',
  },
}

export default messages
export type RequestMessages = typeof messages
