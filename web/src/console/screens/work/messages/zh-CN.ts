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
    more: '再显示 50 件',
    empty: '没有待办。{time} 看过。',
    keys: { next: '下一件', previous: '上一件', approve: '打开并准备同意', refuse: '打开并准备不同意', search: '查找' },
  },
}

export type WorkMessages = typeof messages
export default messages
