import filing from './filing/ru'
import journey from './journey/ru'
import trip from './trip/ru'

export default { ...journey, ...trip, ...filing }
