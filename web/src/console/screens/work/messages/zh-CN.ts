const messages = {
  work: {
    summary: '待办 {waiting} 件，逾期 {late} 件',
    lastLook: '{time} 看过',
    search: '在列表中查找',
    notFound: '列表里没有“{text}”。',
    onlyRegion: '只看{region}',
    queues: '队列',
    late: '逾期 {n}',
    people: '{n} 人',
    since: '{time} 起',
    mine: {
      title: '我提出的', none: '您最近没有提出过什么。', what: '事项', where: '地区', people: '人数', at: '提出时间', became: '结果', lapses: '失效',
      status: { proposed: '等第二个人决定', in_force: '已生效', refused: '未同意', withdrawn: '已撤回', expired: '没有人在期限内决定，已过期' }, by: '{login}', alone: '您一人即可，当时生效',
    },
    more: '再显示 50 件',
    empty: '没有待办。{time} 看过。',
    keys: { next: '下一件', previous: '上一件', approve: '打开并准备同意', refuse: '打开并准备不同意', search: '查找' },
  },
}

export type WorkMessages = typeof messages
export default messages
