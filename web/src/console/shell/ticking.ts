import { onBeforeUnmount, onMounted, ref } from 'vue'
import { trueNow } from '../../shared/time/trueTime'
import { away } from './away'

/** Does something every so many seconds while somebody is there to see it: a page left open keeps no login alive. */
export function useTicking(work: () => void, seconds: number): void {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => {
      if (!away.value && document.visibilityState === 'visible') work()
    }, seconds * 1000)
  })
  onBeforeUnmount(() => clearInterval(timer))
}

/** Now by the API's clock, moved on every ten seconds: the office computer's own may be an hour wrong. */
export const now = ref(trueNow())
setInterval(() => (now.value = trueNow()), 10_000)
