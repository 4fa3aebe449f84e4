import filing from './filing/ko'
import journey from './journey/ko'
import trip from './trip/ko'

export default { ...journey, ...trip, ...filing }
