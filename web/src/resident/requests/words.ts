import { addWords } from '../../shared/i18n'

/** The words of other platforms' requests; they come with what first shows one. */
export const requestWords = (): Promise<void> =>
  addWords('requests', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
