import { addWords } from '../../shared/i18n'

/** The words of printing codes. */
export const paperWords = (): Promise<void> => addWords('paper', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
