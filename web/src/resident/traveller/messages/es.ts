import filing from './filing/es'
import journey from './journey/es'
import trip from './trip/es'

export default { ...journey, ...trip, ...filing }
