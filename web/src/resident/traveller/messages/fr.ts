import filing from './filing/fr'
import journey from './journey/fr'
import trip from './trip/fr'

export default { ...journey, ...trip, ...filing }
