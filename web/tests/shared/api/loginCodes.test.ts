import { describe, expect, it } from 'vitest'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { CodeWanted, WorkChallenge } from '../../../src/shared/api/generated'
import { askForCode } from '../../../src/shared/api/loginCodes'
import { Problem } from '../../../src/shared/api/problem'

const SECRET = 'of the API'
const body: CodeWanted = { phone: '+8613800138000', purpose: 'login' }

/** An API that wants work of `strangers`, and what it was sent. */
function apiUnderPressure(strangers = true) {
  const sent: CodeWanted[] = []
  return {
    sent,
    get: async () => createChallenge({ algorithm: 'PBKDF2/SHA-256', cost: 10, deriveKey, data: { until: 1 }, hmacSignatureSecret: SECRET }),
    post: async (_path: string, wanted: CodeWanted) => {
      sent.push(wanted)
      if (strangers && !wanted.proof_of_work) throw new Problem(428, 'proof_of_work_required', '')
      return { challenge_id: 'c', expires_at: '', resend_after: '' }
    },
  }
}

describe('a code under pressure', () => {
  it('is asked for again with what the phone computed by itself', async () => {
    const api = apiUnderPressure()
    expect((await askForCode(api as never, body, 'key')).challenge_id).toBe('c')
    const { challenge, solution } = JSON.parse(atob(api.sent[1]!.proof_of_work!)) as { challenge: WorkChallenge; solution: never }
    const judged = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: SECRET })
    expect([api.sent.length, judged.verified]).toEqual([2, true])
  })

  it('is asked for once where nothing is wanted, and other refusals are told', async () => {
    const api = apiUnderPressure(false)
    await askForCode(api as never, body, 'key')
    expect(api.sent).toEqual([body])
    const spent = { ...api, post: async () => Promise.reject(new Problem(429, 'sms_budget_spent', '')) }
    await expect(askForCode(spent as never, body, 'key')).rejects.toThrow('sms_budget_spent')
  })
})
