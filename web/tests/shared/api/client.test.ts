import { describe, expect, it, vi } from 'vitest'
import { ApiClient, type TokenSource, backOff } from '../../../src/shared/api/client'
import { NoAnswer, Problem, SessionEnded } from '../../../src/shared/api/problem'
import type { PersonForm } from '../../../src/shared/api/types'

type Reply = Response | Error

/** Answers with the given replies in turn and records what was sent. */
function server(...replies: Reply[]) {
  const sent: { url: string; init: RequestInit; headers: Record<string, string> }[] = []
  const pauses: number[] = []
  const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
    sent.push({ url: String(url), init: init!, headers: init!.headers as Record<string, string> })
    const reply = replies.shift()
    if (!reply) throw new Error('asked more often than expected')
    if (reply instanceof Error) throw reply
    return reply
  }
  const build = (tokens?: TokenSource) =>
    new ApiClient({
      base: async () => 'https://api.test',
      language: () => 'en',
      tokens,
      fetch: fetch as typeof globalThis.fetch,
      pause: async (milliseconds) => void pauses.push(milliseconds),
    })
  return { sent, pauses, build }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const lost = () => new TypeError('network')

function tokens(first: string | null, ...renewed: (string | Error)[]): TokenSource & { refused: (string | null)[] } {
  let token = first
  const refused: (string | null)[] = []
  return {
    refused,
    current: () => token,
    async renew(old) {
      refused.push(old)
      const next = renewed.shift()
      if (next instanceof Error) throw next
      token = next!
      return token
    },
  }
}

const person: PersonForm = { entry: 'id_card', scheme: 'domestic', name: 'A', document: { type: 'id_card', number: '63010219491231002X' } }

describe('a request', () => {
  it('goes below /v1 with the language and the token', async () => {
    const { sent, build } = server(json(200, { items: [] }))
    expect(await build(tokens('secret')).get('/people')).toEqual({ items: [] })
    expect(sent[0]!.url).toBe('https://api.test/v1/people')
    expect(sent[0]!.headers).toMatchObject({ 'Accept-Language': 'en', Authorization: 'Bearer secret' })
  })

  it('whose answer comes after logging out gives it to nobody', async () => {
    const { build } = server(json(200, { items: ['hers'] }))
    let token: string | null = 'secret'
    const leaving: TokenSource = { current: () => token, renew: async () => 'another' }
    const answer = build(leaving).get('/people')
    token = null
    await expect(answer).rejects.toBeInstanceOf(SessionEnded)
  })

  it('sends no token when it needs no login', async () => {
    const { sent, build } = server(json(202, {}))
    await build(tokens('secret')).post('/login/codes', { phone: '+8613800000000' }, { key: 'k', signedIn: false })
    expect(sent[0]!.headers).not.toHaveProperty('Authorization')
  })

  it('returns undefined for an empty answer', async () => {
    const { build } = server(new Response(null, { status: 204 }))
    expect(await build().delete('/login/sessions')).toBeUndefined()
  })
})

describe('a lost answer', () => {
  it('is asked for again with the same idempotency key and body', async () => {
    const { sent, build } = server(lost(), json(503, {}), json(201, { id: '1' }))
    expect(await build().post('/people', person, { key: 'k1' })).toEqual({ id: '1' })
    expect(sent.map((one) => one.headers['Idempotency-Key'])).toEqual(['k1', 'k1', 'k1'])
    expect(new Set(sent.map((one) => one.init.body)).size).toBe(1)
  })

  it('is never asked for again for a POST without a key', async () => {
    const { sent, build } = server(lost(), json(201, {}))
    await expect(build().post('/people', person)).rejects.toBeInstanceOf(NoAnswer)
    expect(sent).toHaveLength(1)
  })

  it('ends as NoAnswer when the attempts are used up', async () => {
    const { sent, build } = server(lost(), lost(), lost(), lost(), lost())
    await expect(build().get('/people')).rejects.toBeInstanceOf(NoAnswer)
    expect(sent).toHaveLength(5)
  })

  it('is not waited for by a device that knows it is offline', async () => {
    const { sent, build } = server(lost(), json(200, {}))
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    await expect(build().get('/people')).rejects.toBeInstanceOf(NoAnswer)
    expect(sent).toHaveLength(1)
    online.mockRestore()
  })

  it('is asked for later and later, and no sooner than the API asks', async () => {
    const { pauses, build } = server(json(503, {}, { 'Retry-After': '4' }), json(200, {}))
    await build().get('/people')
    expect(pauses[0]).toBe(4000)
    expect([1, 2, 3].map((attempt) => backOff(attempt, () => 1))).toEqual([400, 800, 1600])
    expect(backOff(30, () => 1)).toBe(6000)
  })
})

describe('a refusal', () => {
  it('is a Problem with its fields and is not repeated', async () => {
    const body = { code: 'invalid_document', detail: 'No.', errors: [{ field: 'document.number', code: 'check', detail: 'Last.' }] }
    const { sent, build } = server(json(422, body, { 'Retry-After': '40' }))
    const problem = await build().post('/people', person, { key: 'k' }).catch((error: Problem) => error)
    expect(problem).toMatchObject({ status: 422, code: 'invalid_document', detail: 'No.', errors: body.errors, retryAfter: 40 })
    expect(sent).toHaveLength(1)
  })

  it('that is no problem document still is a Problem', async () => {
    const { build } = server(new Response('<html>', { status: 403 }))
    await expect(build().get('/people')).rejects.toMatchObject({ status: 403, code: 'http_403', errors: [] })
  })
})

describe('an expired access token', () => {
  it('is renewed once and the request sent again with the same key', async () => {
    const source = tokens('old', 'new')
    const { sent, build } = server(json(401, {}), json(201, { id: '1' }))
    expect(await build(source).post('/people', person, { key: 'k' })).toEqual({ id: '1' })
    expect(source.refused).toEqual(['old'])
    expect(sent.map((one) => [one.headers.Authorization, one.headers['Idempotency-Key']])).toEqual([
      ['Bearer old', 'k'],
      ['Bearer new', 'k'],
    ])
  })

  it('that stays refused ends the session', async () => {
    const { build } = server(json(401, {}), json(401, {}))
    await expect(build(tokens('old', 'new')).get('/people')).rejects.toBeInstanceOf(SessionEnded)
  })

  it('is fetched first when there is none yet', async () => {
    const source = tokens(null, 'first')
    const { sent, build } = server(json(200, {}))
    await build(source).get('/people')
    expect(source.refused).toEqual([null])
    expect(sent[0]!.headers.Authorization).toBe('Bearer first')
  })
})
