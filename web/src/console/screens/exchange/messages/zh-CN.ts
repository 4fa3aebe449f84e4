const messages = {
  exchange: {
    now: '还没有接入任何对方系统。不向其他地区或系统发送数据，也不接收。',
    will: '以后这里有',
    what: { 1: '各对方：最近收发、未确认的、时钟差', 2: '按编号查一条消息，并可重发', 3: '昨日对账，以及各方密钥' },
  },
}

export type ExchangeMessages = typeof messages
export default messages
