import { addWords } from '../../shared/i18n'

/** The words of an earlier registration; they come with what first shows one. */
export const priorWords = (): Promise<void> =>
  addWords('prior', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
