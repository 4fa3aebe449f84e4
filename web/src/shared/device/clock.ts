import { type Ref, onBeforeUnmount, ref } from 'vue'

/** The device's time, ticking on the second. It is only shown; it decides nothing. */
export function useClock(): Ref<Date> {
  const now = ref(new Date())
  let timer = 0
  const tick = () => {
    now.value = new Date()
    timer = window.setTimeout(tick, 1000 - (Date.now() % 1000))
  }
  tick()
  onBeforeUnmount(() => clearTimeout(timer))
  return now
}
