import { shared } from '../../shared/i18n/messages/ar'
import apply from '../apply/messages/ar'
import code from '../code/messages/ar'
import declare from '../declare/messages/ar'
import frame from '../frame/messages/ar'
import history from '../history/messages/ar'
import language from '../language/messages/ar'
import login from '../login/messages/ar'
import me from '../me/messages/ar'
import messages from '../messages/messages/ar'
import region from '../region/messages/ar'
import welcome from '../welcome/messages/ar'

export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

export const later = import.meta.glob<{ default: object }>(['../*/messages/ar.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/ar.ts'])
