import type { components } from '../../../shared/api/generated'

export type Proposal = components['schemas']['Proposal']

/** Why somebody with these roles has no button to approve; empty where they have one. The API says whose role it is. */
export function hindrance({ needs, own, may_decide }: Proposal, roles: readonly string[]): '' | 'own' | 'supervisor' | 'role' | 'simulation' | 'cooling' {
  if (own) return 'own'
  if (needs.includes('supervisor') && !roles.includes('supervisor')) return 'supervisor'
  if (!may_decide) return 'role'
  if (needs.includes('simulation')) return 'simulation'
  return needs.includes('cooling') ? 'cooling' : ''
}
