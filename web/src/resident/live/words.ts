import { addWords } from '../../shared/i18n'

/** The words of everything about phones that show codes; they come with the part that needs them. */
export const liveWords = (): Promise<void> =>
  addWords('live', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
