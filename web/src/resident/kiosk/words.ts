import { addWords } from '../../shared/i18n'

/** The words of a device that many use in turn. */
export const kioskWords = (): Promise<void> => addWords('kiosk', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
