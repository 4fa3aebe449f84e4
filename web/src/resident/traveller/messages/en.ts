import filing from './filing/en'
import journey from './journey/en'
import trip from './trip/en'

export default { ...journey, ...trip, ...filing }
