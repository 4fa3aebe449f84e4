import { type Ref, computed, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { Problem } from '../../../shared/api/problem'
import { t } from '../../../shared/i18n'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'
import type { Data } from './data'

export type RuleSet = components['schemas']['ShownRuleSet']
export type ListedRuleSet = components['schemas']['ListedRuleSet']
export type Difference = components['schemas']['RuleSetDifference']
export type Simulation = components['schemas']['RuleSetSimulation']
export type WhatIf = components['schemas']['RuleSetWhatIf']
export type Proposal = components['schemas']['Proposal']

export const isRunning = (status: string): boolean => status === 'waiting' || status === 'running' || status === 'late'

/** Every rule set: those that come with the program in front, then by version. */
export async function allRuleSets(): Promise<ListedRuleSet[]> {
  const found: ListedRuleSet[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: components['schemas']['RuleSetList'] = await api.get(`/rulesets?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    found.push(...page.items)
    cursor = page.next_cursor
  }
  return found
}

/** The one that governs: in force, and the latest to take effect. */
export function governing(all: readonly ListedRuleSet[]): ListedRuleSet | undefined {
  return all.filter(({ status }) => status === 'in_force').sort((one, other) => Date.parse(other.effective) - Date.parse(one.effective))[0]
}

/** A new draft like another set; the version's name is for good. */
export async function draft(from: string, version: string, effective: string): Promise<RuleSet> {
  const { data } = await api.get(`/rulesets/${encodeURIComponent(from)}`)
  const body = { data: { ...data, version, effective } }
  return sendOnce('ruleset.draft', body, (key) => api.post('/rulesets', body, { key }))
}

const absent = (error: unknown) => error instanceof Problem && (error.status === 404 || error.status === 403)

export interface Watched {
  found: Ref<RuleSet | null>
  /** What it is compared with: the set that governs, or the one that did before it. */
  base: Ref<RuleSet | null>
  differences: Ref<readonly Difference[]>
  simulation: Ref<Simulation | null>
  whatIf: Ref<WhatIf | null>
  fault: Ref<string>
  /** What another hand saved meanwhile; the page shows what it had until that was seen. */
  newer: Ref<RuleSet | null>
  load(): Promise<void>
  lookAtSimulation(): Promise<void>
  lookAtWhatIf(): Promise<void>
  save(data: Data): Promise<void>
  simulate(): Promise<void>
  tryPast(since: string): Promise<void>
  approve(said: { worse: boolean; reason: string }): Promise<Proposal>
  withdraw(reason: string): Promise<Proposal>
}

export function useRuleSet(version: string): Watched {
  const path = `/rulesets/${encodeURIComponent(version)}` as `/rulesets/${string}`
  const found = shallowRef<RuleSet | null>(null)
  const base = shallowRef<RuleSet | null>(null)
  const differences = shallowRef<readonly Difference[]>([])
  const simulation = shallowRef<Simulation | null>(null)
  const whatIf = shallowRef<WhatIf | null>(null)
  const newer = shallowRef<RuleSet | null>(null)
  const fault = ref('')

  async function compare() {
    if (!base.value || base.value.version === version) return
    differences.value = (await api.get(`${path}/diff?from=${encodeURIComponent(base.value.version)}`)).differences
  }
  async function load() {
    try {
      const [shown, all] = await Promise.all([api.get(path), allRuleSets()])
      found.value = shown
      newer.value = null
      const earlier = all.filter((each) => each.version !== version && (shown.status !== 'in_force' || Date.parse(each.effective) < Date.parse(shown.effective)))
      const other = governing(earlier)
      base.value = other ? await api.get(`/rulesets/${encodeURIComponent(other.version)}`) : null
      await compare()
      fault.value = ''
    } catch (error) {
      fault.value = sentenceFor(error, t)
    }
  }
  /** What is there, or nothing where none was begun. */
  const orNothing = async <T>(work: Promise<T>): Promise<T | null> => {
    try {
      return await work
    } catch (error) {
      if (absent(error)) return null
      throw error
    }
  }
  async function changedMeanwhile(error: unknown): Promise<never> {
    if (error instanceof Problem && error.status === 409 && error.code !== 'needs') {
      const now = await api.get(path)
      if (now.revision !== found.value?.revision || now.proposal_id !== found.value?.proposal_id || now.status !== found.value?.status) newer.value = now
    }
    throw error
  }
  return {
    found,
    base,
    differences,
    simulation,
    whatIf,
    fault,
    newer: computed({ get: () => newer.value, set: (value) => (newer.value = value) }),
    load,
    async lookAtSimulation() {
      simulation.value = await orNothing(api.get(`${path}/simulation`))
    },
    async lookAtWhatIf() {
      whatIf.value = await orNothing(api.get(`${path}/what-if`))
    },
    async save(data) {
      found.value = await api.put(path, { data, revision: found.value!.revision }).catch(changedMeanwhile)
      await compare()
    },
    async simulate() {
      await sendOnce(`ruleset.simulate.${version}`, { hash: found.value!.content_hash }, (key) => api.request('POST', `${path}/simulation`, { key }))
      simulation.value = await orNothing(api.get(`${path}/simulation`))
    },
    async tryPast(since) {
      const body = { since }
      await sendOnce(`ruleset.whatif.${version}`, body, (key) => api.post(`${path}/what-if`, body, { key }))
      whatIf.value = await orNothing(api.get(`${path}/what-if`))
    },
    async approve({ worse, reason }) {
      const { revision, content_hash } = found.value!
      const body = { version: revision, content_hash, decision: 'approve' as const, worse, reason: reason.trim() || null }
      const made = await sendOnce(`ruleset.approve.${version}`, body, (key) => api.post(`${path}/approval`, body, { key })).catch(changedMeanwhile)
      await load()
      return made
    },
    async withdraw(reason) {
      const body = { reason: reason.trim() }
      return sendOnce(`ruleset.withdraw.${version}`, body, (key) => api.post(`${path}/withdrawal`, body, { key }))
    },
  }
}
