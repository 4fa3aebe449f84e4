import { describe, expect, it } from 'vitest'
import { ApiClient, sentenceFor } from '../../../src/shared/api/client'
import { Problem, ProofDeclined } from '../../../src/shared/api/problem'
import { forgetProof, keepProof, proofs, waiting } from '../../../src/resident/account/state/proof'

const refusal = (code: string) => new Response(JSON.stringify({ code, detail: code }), { status: 401 })
const done = () => new Response(null, { status: 204 })

/** Answers in turn, and keeps the proof that each request carried. */
function client(...replies: Response[]) {
  const carried: (string | undefined)[] = []
  const tokens = { current: () => 'access', renew: async () => 'renewed' }
  const fetch = async (_: unknown, init?: RequestInit) => {
    carried.push((init!.headers as Record<string, string>)['X-Proof'])
    return replies.shift()!
  }
  const api = new ApiClient({ base: async () => '', language: () => 'en', tokens, proofs, fetch: fetch as typeof globalThis.fetch })
  return { api, carried }
}

const settled = () => new Promise((next) => setTimeout(next, 0))

describe('a request that needs a proof', () => {
  it('waits for the person and is sent again with the proof', async () => {
    forgetProof()
    const { api, carried } = client(refusal('proof_required'), done())
    const request = api.put('/me/password', { password: 'x' })
    await settled()
    waiting.value!.give({ proof: 'given', proof_expires_at: '2030-01-01T00:00:00Z' })
    await request
    expect(carried).toEqual([undefined, 'given'])
    expect(waiting.value).toBeNull()
  })

  it('raises where the person does not want to', async () => {
    forgetProof()
    const { api } = client(refusal('proof_required'))
    const request = api.put('/me/password', { password: 'x' })
    await settled()
    waiting.value!.decline()
    await expect(request).rejects.toBeInstanceOf(ProofDeclined)
    expect(sentenceFor(new ProofDeclined(), (key) => key)).toBe('error.proof')
  })

  it('asks nobody where the page sent it by itself', async () => {
    const { api } = client(refusal('proof_required'))
    await expect(api.put('/me/password', { password: 'x' }, { unasked: true })).rejects.toMatchObject({ code: 'proof_required' })
    expect(waiting.value).toBeNull()
  })

  it('carries what the log-in gave', async () => {
    keepProof({ proof: 'of the log-in', proof_expires_at: '2030-01-01T00:00:00Z' })
    const { api, carried } = client(done())
    await api.put('/me/password', { password: 'x' })
    expect(carried).toEqual(['of the log-in'])
    forgetProof()
  })
})

describe('a wrong code', () => {
  it('is told as it is: the login goes on', async () => {
    const { api } = client(refusal('invalid_code'))
    await expect(api.post('/login/proofs', { challenge_id: 'c', code: '000000' }, { key: 'k' })).rejects.toBeInstanceOf(Problem)
  })
})
