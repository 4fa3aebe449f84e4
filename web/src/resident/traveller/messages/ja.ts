import filing from './filing/ja'
import journey from './journey/ja'
import trip from './trip/ja'

export default { ...journey, ...trip, ...filing }
