import { addWords } from '../../shared/i18n'

/** The words of the glossary, and what they mean. */
export const glossaryWords = (): Promise<void> => addWords('glossary', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
