import filing from './filing/ar'
import journey from './journey/ar'
import trip from './trip/ar'

export default { ...journey, ...trip, ...filing }
