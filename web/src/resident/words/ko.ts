import { shared } from '../../shared/i18n/messages/ko'
import apply from '../apply/messages/ko'
import code from '../code/messages/ko'
import declare from '../declare/messages/ko'
import frame from '../frame/messages/ko'
import history from '../history/messages/ko'
import language from '../language/messages/ko'
import login from '../login/messages/ko'
import me from '../me/messages/ko'
import messages from '../messages/messages/ko'
import region from '../region/messages/ko'
import welcome from '../welcome/messages/ko'

export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

export const later = import.meta.glob<{ default: object }>(['../*/messages/ko.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/ko.ts'])
