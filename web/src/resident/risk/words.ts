import { addWords } from '../../shared/i18n'

/** The words of ratings of regions; they come with their screen. */
export const riskWords = (): Promise<void> =>
  addWords('risk', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
