import { addWords } from '../../shared/i18n'

/** The questions with their answers; they come when somebody opens the help. */
export const helpWords = (): Promise<void> =>
  addWords('help', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
