import { reactive } from 'vue'
import { personal } from '../../../shared/storage/local'
import { api, onClear } from '../../account/state/account'
import { type KeptCode, codes } from '../../code/state/codes'

/** The international code of people who hold a domestic one too; whoever holds one only, has it in `codes`. */
const journeys = reactive<Record<string, KeptCode>>(personal.load('journeys', {}))

/** The newest international code kept on this device. */
export function journeyCode(personId: string): KeptCode | undefined {
  const [shown, journey] = [codes[personId], journeys[personId]]
  if (shown?.code.scheme !== 'international') return journey
  return journey && journey.at > shown.at ? journey : shown
}

export async function refreshJourney(personId: string): Promise<void> {
  const code = await api.get(`/people/${personId}/code?scheme=international`)
  journeys[personId] = { code, at: new Date().toISOString() }
  personal.save('journeys', journeys)
}

onClear(() => {
  for (const id of Object.keys(journeys)) delete journeys[id]
})
