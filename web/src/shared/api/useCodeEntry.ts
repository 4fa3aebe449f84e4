import { type Ref, computed, ref, watch } from 'vue'
import { useClock } from '../device/clock'
import { type KeptChallenge, type Way, waitOf } from './loginCodes'
import { Problem } from './problem'
import { type Delivered, useDelivery } from './useDelivery'
import { useSubmit } from './useSubmit'

/** Typing the code of `challenge`, and what to do when none came; `request` sends another one. */
export function useCodeEntry(challenge: Ref<KeptChallenge | null>, deliveryOf: (id: string) => Promise<Delivered>, request: (phone: string, via: Way) => Promise<void>) {
  const now = useClock()
  const typed = ref('')
  const resent = ref(false)
  const asking = ref(false)
  const submission = useSubmit()
  // What was said of a code goes with the next digit, not with the field being emptied for it.
  watch(typed, (text) => text && submission.recheck({}))

  /** A message that is too old needs another one, not another try. */
  function explain(error: unknown): never {
    if (error instanceof Problem && error.code === 'code_expired' && challenge.value) challenge.value.resend = 0
    throw error
  }

  /** Digits that are wrong make room for others; where nobody answered they stay, to be sent again. */
  function dropWrong(): void {
    if (submission.faults.value.code) typed.value = ''
  }

  async function again(via: Way = challenge.value?.via ?? 'sms') {
    asking.value = false
    if (await submission.run(() => request(challenge.value!.phone, via))) resent.value = true
  }

  const delivery = useDelivery(() => challenge.value?.id, deliveryOf)
  const wait = computed(() => waitOf(challenge.value, now.value))
  return { ...submission, typed, resent, asking, delivery, wait, explain, again, dropWrong }
}
