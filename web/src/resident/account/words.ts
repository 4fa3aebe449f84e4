import { addWords } from '../../shared/i18n'

/** The words about proofs, logins and undoing a change; they come with the part that needs them. */
export const accountWords = (): Promise<void> =>
  addWords('account', { 'zh-CN': () => import('./messages/zh-CN'), en: () => import('./messages/en') })
