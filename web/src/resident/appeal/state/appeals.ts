import { keyFor, settle } from '../../../shared/api/idempotency'
import type { Appeal, Category, Declaration } from '../../../shared/api/types'
import { prose } from '../../../shared/text/kinds'
import { api } from '../../account/state/account'

export interface AppealDraft {
  category: Category | null
  text: string
  /** The declaration that it is about; empty for none in particular. */
  declaration: string
  /** The office's decision that it is about; empty for none. */
  decision: string
  /** What is to go to the credit register and is objected to; empty for nothing. */
  violation: string
}

/** Whether another platform said what a decision is about: its name tells. */
export const isPartners = (decision: string) => /^p_[0-9a-z]+_[0-9a-f]{16}$/.test(decision)

/** What an address like `credit.<id>` names, as the beginning of a form; a bare id is a declaration's. */
export function about(named: string): Partial<AppealDraft> {
  const [kind, id] = named.split('.')
  if (kind === 'credit' && id) return { category: 'credit', violation: id, decision: '', declaration: '' }
  if (kind === 'hold' && id) return { category: isPartners(id) ? 'partner' : 'colour', decision: id, violation: '', declaration: '' }
  const nothing = { decision: '', violation: '' }
  return named ? { ...nothing, category: 'declaration', declaration: named } : nothing
}

/** What goes with the form's words, by its subject. */
function subject(form: AppealDraft): Partial<Record<'declaration_id' | 'decision_ref' | 'violation_id', string>> {
  if (form.category === 'declaration' && form.declaration) return { declaration_id: form.declaration }
  if (form.category === 'credit') return { violation_id: form.violation }
  if ((form.category === 'colour' || form.category === 'not_me' || form.category === 'partner') && form.decision) return { decision_ref: form.decision }
  return {}
}

export const blankAppeal = (): AppealDraft => ({ category: null, text: '', declaration: '', decision: '', violation: '' })

/** What is missing, as keys of sentences by field. */
export function appealFaults(form: AppealDraft): Record<string, string> {
  const found: Record<string, string> = {}
  if (!form.category) found['category'] = 'appeal.choose'
  if (!prose(form.text)) found['text'] = 'appeal.empty'
  return found
}

/** Sends an appeal whose form has been checked; the same one again after a lost answer is the same appeal. */
export async function sendAppeal(personId: string, form: AppealDraft): Promise<Appeal> {
  const body = { category: form.category!, text: prose(form.text), ...subject(form) }
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
