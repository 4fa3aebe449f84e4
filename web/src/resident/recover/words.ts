import { addWords } from '../../shared/i18n'

/** The words for whoever has lost the phone; they come with its screen. */
export const recoverWords = (): Promise<void> =>
  addWords('recover', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
