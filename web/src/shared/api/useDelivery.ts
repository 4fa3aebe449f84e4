import { type Ref, onScopeDispose, ref, watch } from 'vue'
import type { Delivery } from './generated'

export type Delivered = Delivery['delivery']

/** After how many seconds carriers are asked about: most refuse at once, some report late. */
const LOOKS = [3, 8, 20, 45, 90, 301]
const FINAL: readonly Delivered[] = ['failed', 'delivered']

/** What became of the message of the challenge named by `id`, as far as it is known. */
export function useDelivery(id: () => string | undefined, deliveryOf: (id: string) => Promise<Delivered>): Ref<Delivered> {
  const delivery = ref<Delivered>('waiting')
  let timers: ReturnType<typeof setTimeout>[] = []

  async function look(challenge: string) {
    if (FINAL.includes(delivery.value) || challenge !== id()) return
    delivery.value = await deliveryOf(challenge).catch(() => delivery.value)
  }

  function stop() {
    timers.forEach(clearTimeout)
    timers = []
  }

  watch(id, (challenge) => {
    stop()
    delivery.value = 'waiting'
    if (challenge) timers = LOOKS.map((seconds) => setTimeout(() => void look(challenge), seconds * 1000))
  }, { immediate: true })
  onScopeDispose(stop)
  return delivery
}
