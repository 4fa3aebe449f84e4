import { type Ref, ref, shallowRef } from 'vue'
import { sentenceFor } from '../../../shared/api/client'
import type { components } from '../../../shared/api/generated'
import { t } from '../../../shared/i18n'
import { trueNow } from '../../../shared/time/trueTime'
import { sendOnce } from '../../shell/sending'
import { api } from '../../state/staff'

export type Campaign = components['schemas']['Campaign']
export type ListedCampaign = components['schemas']['ListedCampaign']
export type Act = 'pause' | 'resume' | 'stop' | 'restart'

/** What a hand may do to a campaign in each state. */
export const ACTS: Record<Campaign['status'], readonly Act[]> = {
  waiting: ['pause', 'stop'],
  running: ['pause', 'stop'],
  late: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: ['restart'],
  done: ['restart'],
}

/** One that is done is begun again only where it failed on somebody. */
export const actsOf = ({ status, people }: Campaign): readonly Act[] => (status === 'done' && !people.failed ? [] : ACTS[status])

const FASTEST = 256
export const slower = (units: number): number => Math.max(1, Math.floor(units / 2))
export const faster = (units: number): number => Math.min(FASTEST, units * 2)

export const isOver = (status: Campaign['status']): boolean => status === 'done' || status === 'stopped'
/** How much of it is done, 0 to 1. */
export const shareOf = ({ units }: Campaign): number => (units.total ? units.done / units.total : 0)

/** `green>red` → before, after, how many; the most in front. */
export const changesOf = ({ changes }: Campaign) =>
  Object.entries(changes)
    .map(([turn, count]) => {
      const [before = '', after = ''] = turn.split('>')
      return { id: turn, before, after, count }
    })
    .sort((one, other) => other.count - one.count)

export interface Sample {
  at: string
  rate: number | null
}
const SAMPLES = 120

export interface Watched {
  campaign: Ref<Campaign | null>
  /** People per second as it was looked at, for the line. */
  samples: Ref<Sample[]>
  fault: Ref<string>
  look(): Promise<void>
  act(act: Act): Promise<void>
  speed(units: number): Promise<void>
}

export function useCampaign(id: string): Watched {
  const campaign = shallowRef<Campaign | null>(null)
  const samples = ref<Sample[]>([])
  const fault = ref('')

  function take(found: Campaign) {
    campaign.value = found
    if (!isOver(found.status)) samples.value = [...samples.value, { at: trueNow().toISOString(), rate: found.rate_per_s }].slice(-SAMPLES)
  }
  return {
    campaign,
    samples,
    fault,
    async look() {
      try {
        take(await api.get(`/campaigns/${id}`))
        fault.value = ''
      } catch (error) {
        fault.value = sentenceFor(error, t)
      }
    },
    async act(act) {
      take(await sendOnce(`campaign.${act}.${id}`, { attempt: campaign.value?.attempt ?? 0 }, (key) => api.request<Campaign>('POST', `/campaigns/${id}/${act}`, { key })))
    },
    async speed(units) {
      const body = { units_at_once: units }
      take(await sendOnce(`campaign.speed.${id}`, body, (key) => api.post(`/campaigns/${id}/speed`, body, { key })))
    },
  }
}
