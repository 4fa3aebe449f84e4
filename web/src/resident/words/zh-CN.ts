import { shared } from '../../shared/i18n/messages/zh-CN'
import apply from '../apply/messages/zh-CN'
import code from '../code/messages/zh-CN'
import declare from '../declare/messages/zh-CN'
import frame from '../frame/messages/zh-CN'
import history from '../history/messages/zh-CN'
import language from '../language/messages/zh-CN'
import login from '../login/messages/zh-CN'
import me from '../me/messages/zh-CN'
import messages from '../messages/messages/zh-CN'
import region from '../region/messages/zh-CN'
import welcome from '../welcome/messages/zh-CN'

/** The words of every screen that a first visit may reach. */
export default { ...shared, ...frame, ...welcome, ...login, ...apply, ...region, ...code, ...declare, ...history, ...messages, ...me, ...language }

/** Those of the other parts, which bring theirs with them. */
export const later = import.meta.glob<{ default: object }>(['../*/messages/zh-CN.ts', '!../{apply,code,declare,frame,history,language,login,me,messages,region,welcome}/messages/zh-CN.ts'])
