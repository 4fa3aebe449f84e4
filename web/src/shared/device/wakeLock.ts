import { onBeforeUnmount, onMounted } from 'vue'

/** Keeps the screen on while the component is shown; a phone that cannot, simply dims as usual. */
export function useWakeLock(): void {
  let lock: WakeLockSentinel | null = null
  let mounted = true

  async function hold() {
    if (document.visibilityState !== 'visible' || !mounted) return
    lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null
  }

  onMounted(() => {
    void hold()
    document.addEventListener('visibilitychange', hold)
  })
  onBeforeUnmount(() => {
    mounted = false
    document.removeEventListener('visibilitychange', hold)
    void lock?.release().catch(() => undefined)
  })
}
