import { addWords } from '../../shared/i18n'

/** The words of appeals; they come with their screen. */
export const appealWords = (): Promise<void> =>
  addWords('appeal', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
