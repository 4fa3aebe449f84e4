import { type Ref, computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { sentenceFor } from '../../shared/api/client'
import type { OwnVenue } from '../../shared/api/types'
import { whileAwaited } from '../../shared/device/whileAwaited'
import { useI18n } from '../../shared/i18n'
import { useStep } from '../../shared/routing/router'
import { myVenues, venueById } from '../state/venues'

/** The venue that the address of a screen names, and after a dot the number of one of its doors; with what one is there. */
export function useVenue(screen: string): { id: Readonly<Ref<string>>; door: Readonly<Ref<number>>; venue: Ref<OwnVenue | null>; fault: Ref<string>; load: () => Promise<void> } {
  const { t } = useI18n()
  const step = useStep(screen)
  const id = computed(() => step.value.split('.')[0]!)
  const door = computed(() => Number(step.value.split('.')[1] ?? 0))
  const venue = ref<OwnVenue | null>(null)
  const fault = ref('')

  async function look() {
    const [known, mine] = await Promise.all([venueById(id.value), myVenues()])
    venue.value = { ...known, role: mine.find((each) => each.id === id.value)?.role }
    fault.value = ''
  }

  async function load() {
    fault.value = ''
    await look().catch((error: unknown) => (fault.value = sentenceFor(error, t)))
  }
  onMounted(load)
  // A decision of staff is seen without loading the page again; a look that fails takes away nothing that is there.
  onBeforeUnmount(whileAwaited(() => venue.value?.status === 'awaiting', () => look().catch(() => undefined)))
  return { id, door, venue, fault, load }
}
