import { type Ref, ref } from 'vue'
import { type Pages, usePages } from '../../../shared/api/usePages'
import type { components } from '../../../shared/api/generated'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

export type Eased = components['schemas']['Eased']
export type Finding = components['schemas']['EasedLook']['finding']

export interface EasedPages extends Pages<Eased> {
  /** Logins of those who did it, by id. */
  logins: Ref<Record<string, string>>
}

/** What nobody has looked at yet in a region (a prefix of codes, "" for one's own), the earliest first. */
export function useEased(region: () => string): EasedPages {
  const logins = ref<Record<string, string>>({})
  const pages = usePages<Eased>(async (cursor) => {
    const asked = Object.entries({ region: region(), limit: '100', cursor: cursor ?? '' }).filter(([, value]) => value !== '')
    const page = await api.get(`/eased?${new URLSearchParams(asked)}`)
    logins.value = { ...logins.value, ...page.logins }
    return page
  })
  return { ...pages, logins }
}

/** Says once whether it is in order; nothing is undone by it. */
export function look(id: string, finding: Finding, note: string): Promise<Eased> {
  const body = { finding, note: note.trim() || null }
  return sendOnce(`eased.${id}`, body, (key) => api.post(`/eased/${id}/look`, body, { key }))
}

/** What the subject of an action is: whose name may be opened, and on which screen it stands. */
export function subjectOf({ action }: Pick<Eased, 'action'>): { kind: 'people' | 'cases' | null; screen: string } {
  const [what] = action.split('.')
  if (what === 'day') return { kind: 'people', screen: 'person' }
  if (what === 'case') return { kind: 'cases', screen: 'case' }
  if (what === 'import') return { kind: null, screen: 'enter' }
  return { kind: null, screen: '' }
}
