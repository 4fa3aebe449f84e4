import { shared } from '../../shared/i18n/messages/fr'
import apply from '../apply/messages/fr'
import code from '../code/messages/fr'
import declare from '../declare/messages/fr'
import frame from '../frame/messages/fr'
import history from '../history/messages/fr'
import language from '../language/messages/fr'
import login from '../login/messages/fr'
import me from '../me/messages/fr'
import messages from '../messages/messages/fr'
import region from '../region/messages/fr'
import welcome from '../welcome/messages/fr'

export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

export const later = import.meta.glob<{ default: object }>(['../*/messages/fr.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/fr.ts'])
