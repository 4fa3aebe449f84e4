import { shared } from '../../shared/i18n/messages/ru'
import apply from '../apply/messages/ru'
import code from '../code/messages/ru'
import declare from '../declare/messages/ru'
import frame from '../frame/messages/ru'
import history from '../history/messages/ru'
import language from '../language/messages/ru'
import login from '../login/messages/ru'
import me from '../me/messages/ru'
import messages from '../messages/messages/ru'
import region from '../region/messages/ru'
import welcome from '../welcome/messages/ru'

export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

export const later = import.meta.glob<{ default: object }>(['../*/messages/ru.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/ru.ts'])
