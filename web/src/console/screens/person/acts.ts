import type { components } from '../../../shared/api/generated'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

type Schemas = components['schemas']
export type Proposal = Schemas['Proposal']
export type Declaration = Schemas['Declaration']
export type DesignationEntry = Schemas['DesignationEntry']
export type BreachEntry = Schemas['BreachEntry']
export type ViolationEntry = Schemas['ViolationEntry']
export type NewAnnulment = Schemas['NewAnnulment']
export type Lifting = Schemas['Lifting']
export type Violation = Schemas['Violation']

/** What is done about one person, and whose it is to do. `annul` and `lift` begin at what they are about. */
export const ACTS = {
  credit: ['reviewer', 'supervisor'],
  designation: ['epidemiologist', 'supervisor'],
  breach: ['epidemiologist'],
  violation: ['epidemiologist', 'supervisor'],
  departure: ['epidemiologist', 'supervisor'],
  annul: ['reviewer', 'epidemiologist', 'supervisor'],
  lift: ['epidemiologist', 'supervisor'],
} as const
export type Act = keyof typeof ACTS
/** Those that begin with the person alone. */
export const BUTTONS = ['credit', 'designation', 'breach', 'violation', 'departure'] as const satisfies readonly Act[]

export const mayAct = (act: Act, roles: readonly string[]): boolean => ACTS[act].some((role) => roles.includes(role))

/** What became of it: `waits` for a second person under a proposal, or `done` at once. */
export interface Outcome {
  act: Act
  result: 'waits' | 'done'
  proposal: string | null
}

const proposed = (act: Act, { id, status }: Proposal): Outcome => ({ act, result: status === 'in_force' ? 'done' : 'waits', proposal: id })
const done = (act: Act): Outcome => ({ act, result: 'done', proposal: null })

export async function credit(id: string, body: Schemas['NewCredit']): Promise<Outcome> {
  await sendOnce(`credit.${id}`, body, (key) => api.post(`/people/${id}/credits`, body, { key }))
  return done('credit')
}

export const designate = async (id: string, body: DesignationEntry): Promise<Outcome> =>
  proposed('designation', await sendOnce(`designate.${id}`, body, (key) => api.post(`/people/${id}/designations`, body, { key })))

export const breach = async (id: string, body: BreachEntry): Promise<Outcome> =>
  proposed('breach', await sendOnce(`breach.${id}`, body, (key) => api.post(`/people/${id}/breaches`, body, { key })))

export const violate = async (id: string, body: ViolationEntry): Promise<Outcome> =>
  proposed('violation', await sendOnce(`violation.${id}`, body, (key) => api.post(`/people/${id}/violations`, body, { key })))

export async function depart(id: string, body: Schemas['DepartureEntry']): Promise<Outcome> {
  await sendOnce(`departure.${id}`, body, (key) => api.post(`/people/${id}/departures`, body, { key }))
  return done('departure')
}

export async function annul(declaration: string, body: NewAnnulment): Promise<Outcome> {
  await sendOnce(`annul.${declaration}`, body, (key) => api.post(`/declarations/${declaration}/annulment`, body, { key }))
  return done('annul')
}

export async function lift(designation: string, body: Lifting): Promise<Outcome> {
  await sendOnce(`lift.${designation}`, body, (key) => api.post(`/designations/${designation}/lifting`, body, { key }))
  return done('lift')
}

export const declared = (reference: string): Promise<Declaration> => api.get(`/declarations/${reference}`)

export const violations = async (id: string): Promise<Violation[]> => (await api.get(`/people/${id}/violations?limit=20`)).items
