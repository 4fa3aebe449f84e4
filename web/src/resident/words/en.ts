import { shared } from '../../shared/i18n/messages/en'
import apply from '../apply/messages/en'
import code from '../code/messages/en'
import declare from '../declare/messages/en'
import frame from '../frame/messages/en'
import history from '../history/messages/en'
import language from '../language/messages/en'
import login from '../login/messages/en'
import me from '../me/messages/en'
import messages from '../messages/messages/en'
import region from '../region/messages/en'
import welcome from '../welcome/messages/en'

export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

export const later = import.meta.glob<{ default: object }>(['../*/messages/en.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/en.ts'])
