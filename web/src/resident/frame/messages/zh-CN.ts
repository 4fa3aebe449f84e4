const messages = {
  nav: { code: '亮码', history: '记录', messages: '消息', me: '我的', main: '主菜单', visit: '扫场所码', visits: '我去过的地方', help: '帮助', travel: '行程', travelTitle: '我的行程', enter: '加入国际版', trip: '航班和行程', photos: '照片', family: '家人', settings: '提醒', appeal: '申诉和更正', lookers: '谁查看过我的资料', held: '保存了我的哪些资料', credit: '信用记录', prior: '以前的登记', requests: '我的请求', risk: '身边的风险等级', glossary: '词语解释', paper: '打印家人的码', kiosk: '多人轮流使用的设备', about: '隐私、无障碍和反馈', lost: '没有这一页', lostWhat: '网址可能打错了，或者是旧的。', home: '回到首页' },
  offline: {
    head: '现在没有网络',
    what: '码照样能亮；填的内容会留着，等有网再发。',
    waiting: '有 {n} 次填报等着发出，有网就自动发。',
    refused: '之前的填报没有发成：{why}',
    stale: '昨天没发出的填报已过期，请今天重新填一次。',
    open: '打开填报',
  },
  help: {
    title: '帮助',
    call: '拨打 {number}',
    callAbroad: '从国外拨 {number}',
  },
}

export type FrameMessages = typeof messages
export default messages
