import { t } from '../../../shared/i18n'
import { clockTime, plainDay, policyDay, shortDay } from '../../../shared/time/dates'
import type { Entry, Timeline } from '../../review/timeline'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

/** What puts right what an appeal is about: an act of its own, with its own entry in the audit. */
export type Kind = 'annul' | 'not_theirs' | 'reading' | 'credit' | 'ended' | 'wrong'

export interface Possible {
  kind: Kind
  /** Which one; of a day to be credited nothing yet. */
  target: string
  /** When, for a choice among several. */
  at: string
}

export interface Act extends Possible {
  /** Names the act with all that it does. */
  id: string
  reason: string
}

export const actOf = ({ kind, target, at }: Possible, reason: string): Act => ({ id: [kind, target, reason.trim()].join(':'), kind, target, at, reason: reason.trim() })

const MAY: Record<Kind, readonly string[]> = {
  annul: ['reviewer', 'epidemiologist', 'supervisor'],
  not_theirs: ['reviewer', 'epidemiologist', 'supervisor'],
  reading: ['reviewer', 'epidemiologist', 'supervisor'],
  credit: ['reviewer', 'supervisor'],
  ended: ['epidemiologist', 'supervisor'],
  wrong: ['epidemiologist', 'supervisor'],
}

interface About {
  declaration_id: string | null
  decision_ref: string | null
}

/** What somebody with these roles can do at once about it; cases, contacts and ratings take a proposal on their screens. */
export function possibleActs(about: About, entries: readonly Entry[], codes: Timeline['codes'], roles: readonly string[]): Possible[] {
  const standing = entries.filter((entry) => !entry.corrected)
  const declared = standing.filter((entry) => entry.kind === 'declarations' && entry.more.answers && entry.declaration_id)
  const named = declared.filter((entry) => entry.declaration_id === about.declaration_id)
  const elsewhere = about.declaration_id && !named.length ? [{ declaration_id: about.declaration_id, at: '' }] : []
  const holds = codes.flatMap((code) => code.holds)
  const designated = about.decision_ref !== null && holds.some((hold) => hold.decision_ref === about.decision_ref && hold.rule.startsWith('designated.'))
  const found: Possible[] = [
    ...[...named, ...elsewhere, ...declared.filter((entry) => !named.includes(entry))].flatMap(({ declaration_id, at }) =>
      (['annul', 'not_theirs'] as const).map((kind) => ({ kind, target: declaration_id!, at })),
    ),
    ...standing.filter((entry) => entry.kind === 'readings').map(({ id, at }) => ({ kind: 'reading' as const, target: id, at })),
    ...(designated ? (['ended', 'wrong'] as const).map((kind) => ({ kind, target: about.decision_ref!, at: '' })) : []),
    { kind: 'credit', target: '', at: '' },
  ]
  return found.filter(({ kind }) => MAY[kind].some((role) => roles.includes(role)))
}

/** In words for a list: what, and of when. */
export function actWords({ kind, at }: Possible, locale: string): string {
  const time = at ? `${shortDay(policyDay(new Date(at)), locale)} ${clockTime(new Date(at), locale)}` : ''
  return t(`appeals.act.${kind}`, { time }).trim()
}

/** What will be done, in one sentence. */
export const doingWords = (act: Possible, locale: string): string => (act.kind === 'credit' && act.target ? t('appeals.doing.credit', { day: plainDay(act.target, locale) }) : actWords(act, locale))

/** Sends the act; each has its route, its rights and its entry in the audit. */
export async function sentAct({ kind, target, reason }: Act, person: string): Promise<void> {
  const name = `appeal.act.${kind}.${target || person}`
  const declared = (as: 'mistaken' | 'not_theirs') => {
    const body = { kind: as, reason }
    return sendOnce(name, body, (key) => api.post(`/declarations/${target}/annulment`, body, { key }))
  }
  const lifted = (means: 'ended' | 'wrong') => {
    const body = { means, reason }
    return sendOnce(name, body, (key) => api.post(`/designations/${target}/lifting`, body, { key }))
  }
  const ways: Record<Kind, () => Promise<unknown>> = {
    annul: () => declared('mistaken'),
    not_theirs: () => declared('not_theirs'),
    ended: () => lifted('ended'),
    wrong: () => lifted('wrong'),
    reading: () => {
      const body = { outcome: 'withdrawn' as const, reason }
      return sendOnce(name, body, (key) => api.post(`/anomalies/${target}/decision`, body, { key }))
    },
    credit: () => {
      const body = { on: target, reason }
      return sendOnce(name, body, (key) => api.post(`/people/${person}/credits`, body, { key }))
    },
  }
  await ways[kind]()
}
