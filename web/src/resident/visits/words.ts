import { addWords } from '../../shared/i18n'

/** The words of visits; they come with the first screen about them. */
export const visitWords = (): Promise<void> =>
  addWords('visits', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
