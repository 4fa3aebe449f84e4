import { addWords } from '../../shared/i18n'

/** The words of what is recorded of a person; they come with the first screen about it. */
export const recordWords = (): Promise<void> =>
  addWords('record', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
