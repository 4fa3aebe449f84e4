import filing from './filing/zh-CN'
import journey from './journey/zh-CN'
import trip from './trip/zh-CN'

export default { ...journey, ...trip, ...filing }
