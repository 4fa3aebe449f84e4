import { addWords } from '../../shared/i18n'

/** The words of everything about journeys; they come with the part that needs them. */
export const travelWords = (): Promise<void> =>
  addWords('traveller', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
