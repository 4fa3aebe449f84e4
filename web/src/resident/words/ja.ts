import { shared } from '../../shared/i18n/messages/ja'
import apply from '../apply/messages/ja'
import code from '../code/messages/ja'
import declare from '../declare/messages/ja'
import frame from '../frame/messages/ja'
import history from '../history/messages/ja'
import language from '../language/messages/ja'
import login from '../login/messages/ja'
import me from '../me/messages/ja'
import messages from '../messages/messages/ja'
import region from '../region/messages/ja'
import welcome from '../welcome/messages/ja'

export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

export const later = import.meta.glob<{ default: object }>(['../*/messages/ja.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/ja.ts'])
