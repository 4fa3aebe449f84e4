import { shallowRef } from 'vue'
import type { ProofSource } from '../../../shared/api/client'
import { ProofDeclined } from '../../../shared/api/problem'
import { personalTab } from '../../../shared/storage/local'

/**
 * The proof that the person is there, which the API asks for before what would take the account away. It is kept for this
 * tab and its ten minutes; a log-in gives one, and later the dialog asks for a code or the password.
 */
export interface GivenProof {
  proof?: string | null
  proof_expires_at?: string | null
}

interface KeptProof {
  token: string
  until: number
}

/** The request that waits while the person is asked; the dialog ends it. */
export const waiting = shallowRef<{ give(given: GivenProof): void; decline(): void } | null>(null)

export function keepProof(given: GivenProof): void {
  if (!given.proof) return
  const kept: KeptProof = { token: given.proof, until: Date.parse(given.proof_expires_at ?? '') || 0 }
  personalTab.save('proof', kept)
}

export function forgetProof(): void {
  personalTab.forget('proof')
  waiting.value?.decline()
}

let asked: Promise<string> | null = null

export const proofs: ProofSource = {
  current: () => personalTab.load<KeptProof | null>('proof', null)?.token ?? null,
  ask() {
    asked ??= new Promise<string>((done, fail) => {
      waiting.value = {
        give(given) {
          keepProof(given)
          done(given.proof ?? '')
        },
        decline: () => fail(new ProofDeclined()),
      }
    }).finally(() => {
      waiting.value = null
      asked = null
    })
    return asked
  },
}
