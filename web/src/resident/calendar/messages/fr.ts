import type { Shape } from '../../../shared/i18n/messages/shape'
import type { CalendarMessages } from './zh-CN'

const messages: Shape<CalendarMessages> = {
  calendar: {
    save: 'Ajouter au calendrier du téléphone',
    saved: 'Un fichier de calendrier est enregistré : ouvrez-le pour l’ajouter. Il vous rappellera même sans réseau.',
    flight: 'Vol {flight}',
    flightWhat: 'Ouvrez Kangma avant d’embarquer et montrez votre code vert.',
    declare: 'Déclaration de santé',
    declareWhat: 'Une fois toutes les 24 heures. Il reste deux heures.',
    checkin: 'Pointage santé',
    checkinWhat: 'Une fois par jour. Après un jour manqué, le décompte recommence.',
  },
}

export default messages
