import { ref } from 'vue'
import type { Verification } from '../../shared/api/types'

/** What a guard measured or saw of the person whose code comes next. */
export interface Reading {
  temperature: number | null
  /** The guard's words for another anomaly; empty for none. */
  anomaly: string
}

export const NOTHING: Reading = { temperature: null, anomaly: '' }
export const FEVER = 37.3

export const pending = ref<Reading>(NOTHING)

export const isAnomaly = ({ temperature, anomaly }: Reading) => anomaly !== '' || (temperature !== null && temperature >= FEVER)

/** The reading for a code with this answer. A code that is none of anybody's leaves it for the right one. */
export function takeReading(answer: Verification): Reading {
  if (!answer.valid || answer.presentation === 'stale') return NOTHING
  const reading = pending.value
  pending.value = NOTHING
  return reading
}
