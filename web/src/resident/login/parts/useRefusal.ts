import { type Ref, onScopeDispose, ref, watch } from 'vue'

/** After how many seconds carriers are asked about: most refuse at once, some report late. */
const LOOKS = [3, 8, 20, 45, 90]

/** Becomes true when the carrier turns out not to deliver the message of the challenge named by `id`. */
export function useRefusal(id: () => string | undefined, isRefused: (id: string) => Promise<boolean>): Ref<boolean> {
  const refused = ref(false)
  let timers: ReturnType<typeof setTimeout>[] = []

  async function look(challenge: string) {
    if (refused.value || challenge !== id()) return
    refused.value = await isRefused(challenge).catch(() => false)
  }

  function stop() {
    timers.forEach(clearTimeout)
    timers = []
  }

  watch(id, (challenge) => {
    stop()
    refused.value = false
    if (challenge) timers = LOOKS.map((seconds) => setTimeout(() => void look(challenge), seconds * 1000))
  }, { immediate: true })
  onScopeDispose(stop)
  return refused
}
