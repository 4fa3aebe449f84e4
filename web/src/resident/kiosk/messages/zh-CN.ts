const messages = {
  kiosk: {
    title: '多人轮流使用的设备',
    what: '给社区、服务大厅用：工作人员帮没有手机的人申领、填报、打印。',
    forgets: '每个人办完按一下就清除，1 分半没有人动也会自动清除：登录、姓名、填的内容都不留。',
    paper: '这台设备不会成为任何人的亮码手机。办完请把码印在纸上带走。',
    on: '开始轮流使用',
    off: '不再轮流使用',
    bar: '多人轮流使用的设备',
    ask: '还在吗？{n} 秒后清除',
    finish: '办完了，清除',
  },
}

export type KioskMessages = typeof messages
export default messages
