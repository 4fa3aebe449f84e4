const messages = {
  live: {
    offer: '让这部手机证明是您本人',
    offerFresh: '现在显示的是副本，查验时要对证件。确认一次是您本人，就能实时亮码。',
    offerFull: '已经有三部手机能亮您的码。不用的先换掉一部。',
    offerCannot: '这个浏览器不能实时亮码，显示的是副本。查验时请带上证件，或换一个浏览器打开。',
    offerFailed: '这部手机还没有确认成功，显示的是副本。查验时请带上证件。',
    confirm: '确认这部手机',
    again: '再试一次',
    busy: '正在确认…',
    replace: '选一部换掉',
    phones: '能亮我的码的手机',
    phonesWhat: '手机丢了就在这里移除：它亮的码马上作废，它的登录也会退出。',
    none: '还没有手机。打开“我的码”就会绑定这部手机。',
    thisPhone: '这部手机',
    otherPhone: '另一部手机',
    since: '{day} 绑定',
    remove: '移除',
    removeSure: '移除后，它亮的码和已保存的图片都作废。确定吗？',
    removing: '正在移除…',
    replaceWith: '换成这部手机',
    removed: '已经移除。',
  },
}

export type LiveMessages = typeof messages
export default messages
