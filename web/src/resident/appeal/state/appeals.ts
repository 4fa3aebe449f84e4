import { keyFor, settle } from '../../../shared/api/idempotency'
import type { Appeal, Category, Declaration } from '../../../shared/api/types'
import { api } from '../../account/state/account'

export interface AppealDraft {
  category: Category | null
  text: string
  /** The declaration that it is about; empty for none in particular. */
  declaration: string
}

export const blankAppeal = (): AppealDraft => ({ category: null, text: '', declaration: '' })

/** What is missing, as keys of sentences by field. */
export function appealFaults(form: AppealDraft): Record<string, string> {
  const found: Record<string, string> = {}
  if (!form.category) found['category'] = 'appeal.choose'
  if (!form.text.trim()) found['text'] = 'appeal.empty'
  return found
}

/** Sends an appeal whose form has been checked; the same one again after a lost answer is the same appeal. */
export async function sendAppeal(personId: string, form: AppealDraft): Promise<Appeal> {
  const about = form.category === 'declaration' && form.declaration ? { declaration_id: form.declaration } : {}
  const body = { category: form.category!, text: form.text.trim(), ...about }
  const action = `appeal.${personId}`
  const appeal = await api.post(`/people/${personId}/appeals`, body, { key: keyFor(action, body) })
  settle(action)
  return appeal
}

export const appealsOf = (personId: string, cursor: string | null) =>
  api.get(`/people/${personId}/appeals?limit=10${cursor ? `&cursor=${cursor}` : ''}`)

/** The last declarations, to name the one that was wrong. */
export const recentDeclarations = async (personId: string): Promise<Declaration[]> =>
  (await api.get(`/people/${personId}/declarations?limit=7`)).items.filter((item) => !item.annulled)
