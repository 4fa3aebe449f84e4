import { addWords } from '../../shared/i18n'

/** The words of what goes into a calendar. */
export const calendarWords = (): Promise<void> => addWords('calendar', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
