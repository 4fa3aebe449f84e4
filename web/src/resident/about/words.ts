import { addWords } from '../../shared/i18n'

/** The words of what is abouted of a person; they come with the first screen about it. */
export const aboutWords = (): Promise<void> =>
  addWords('about', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
