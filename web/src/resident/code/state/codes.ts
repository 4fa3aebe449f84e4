import { reactive } from 'vue'
import type { HealthCode } from '../../../shared/api/types'
import { personal } from '../../../shared/storage/local'
import { onClear } from '../../account/state/account'
import { fetchCode } from '../../live/state/binding'

export interface KeptCode {
  code: HealthCode
  /** When this device got it, as an instant. */
  at: string
}

/** The last code of each person; the first thing shown, and the only thing needed without a network. */
export const codes = reactive<Record<string, KeptCode>>(personal.load('codes', {}))

export function keepCode(code: HealthCode): void {
  codes[code.person_id] = { code, at: new Date().toISOString() }
  personal.save('codes', codes)
}

export async function refreshCode(personId: string): Promise<void> {
  keepCode(await fetchCode(personId))
}

onClear(() => {
  for (const id of Object.keys(codes)) delete codes[id]
})
