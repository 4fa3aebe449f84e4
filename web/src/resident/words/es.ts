import { shared } from '../../shared/i18n/messages/es'
import apply from '../apply/messages/es'
import code from '../code/messages/es'
import declare from '../declare/messages/es'
import frame from '../frame/messages/es'
import history from '../history/messages/es'
import language from '../language/messages/es'
import login from '../login/messages/es'
import me from '../me/messages/es'
import messages from '../messages/messages/es'
import region from '../region/messages/es'
import welcome from '../welcome/messages/es'

export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

export const later = import.meta.glob<{ default: object }>(['../*/messages/es.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/es.ts'])
