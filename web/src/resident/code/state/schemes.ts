import { reactive } from 'vue'
import type { Scheme } from '../../../shared/api/types'
import { personal } from '../../../shared/storage/local'
import { onClear } from '../../account/state/account'

/** Which code is shown of somebody who holds both; whoever holds one only, has nothing to choose. */
const chosen = reactive<Record<string, Scheme>>(personal.load('schemes', {}))

export const schemeOf = (personId: string): Scheme | undefined => chosen[personId]

export function chooseScheme(personId: string, scheme: Scheme): void {
  chosen[personId] = scheme
  personal.save('schemes', chosen)
}

onClear(() => {
  for (const id of Object.keys(chosen)) delete chosen[id]
})
