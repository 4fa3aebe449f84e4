const messages = {
  paper: {
    title: '打印家人的码',
    lead: '给不用手机的人：把码印在纸上带着。纸上的码是副本，查验时要看证件。',
    size: '印成多大？',
    cards: '卡片，一张纸 4 个',
    sheets: '整页，一张纸 1 个',
    who: '印谁的？',
    print: '打印',
    none: '还没有码。先填报一次。',
    failed: '有的码没有取到。请检查网络。',
    picture: '{name}的健康码，副本',
    again: '码变颜色或过期后，纸上的就不能用了，请重新打印。',
  },
}

export type PaperMessages = typeof messages
export default messages
