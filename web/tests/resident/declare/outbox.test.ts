import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeclarationForm } from '../../../src/shared/api/types'
import { aCode, aDeclaration, someTokens } from '../../support/shapes'

/** The modules keep the device's state, so each test loads them anew, as a reload of the page would. */
async function page(...replies: (Response | Error)[]) {
  vi.resetModules()
  const sent: { path: string; key: string | undefined }[] = []
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    if (String(url).includes('config.json')) return new Response('{"api":""}')
    if (String(url).includes('/refresh')) return new Response(JSON.stringify(someTokens(2)))
    sent.push({ path: String(url), key: (init.headers as Record<string, string>)['Idempotency-Key'] })
    const reply = replies.shift() ?? new TypeError('network')
    if (reply instanceof Error) throw reply
    return reply
  }) as typeof fetch
  const declarations = await import('../../../src/resident/declare/state/declarations')
  const { codes } = await import('../../../src/resident/code/state/codes')
  return { sent, codes, ...declarations }
}

const body: DeclarationForm = { temperature: 36.5, symptoms: [], contact: { kind: 'none' }, test: { result: 'none' }, location: '630102', stays: [] }
const accepted = () =>
  new Response(JSON.stringify({ declaration: aDeclaration(), code: aCode() }), { status: 201 })
const problem = (status: number, code: string) => new Response(JSON.stringify({ code, detail: 'Later.' }), { status })
const refused = () => new Response(JSON.stringify({ code: 'conflict', detail: 'No.' }), { status: 409 })

beforeEach(() => {
  localStorage.clear()
  localStorage.setItem('kangma.me.session', JSON.stringify({ refresh_token: 'r1', account_id: 'a' }))
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void) => (queueMicrotask(run), 0)) as never)
})

describe('a declaration', () => {
  it('brings the new code', async () => {
    const { declare, codes } = await page(accepted())
    expect(await declare('p', body)).toBe('sent')
    expect(codes.p!.code.colour).toBe('green')
  })

  it('without a network waits and goes out after a reload with the same key', async () => {
    const first = await page()
    expect(await first.declare('p', body)).toBe('waiting')
    const second = await page(accepted())
    expect(Object.keys(second.waiting)).toEqual(['p'])
    await second.sendWaiting()
    expect(second.sent[0]!.key).toBe(first.sent[0]!.key)
    expect(second.waiting).toEqual({})
  })

  it.each([['is sent', true], ['finds no network', false]])('typed while another one %s waits in its place', async (_, reaches) => {
    const { declare, sendWaiting, waiting } = await page()
    await declare('p', body)
    const answers: ((response: Promise<Response>) => void)[] = []
    globalThis.fetch = (() => new Promise<Response>((resolve) => answers.push(resolve))) as typeof fetch
    const sending = sendWaiting()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    globalThis.fetch = async () => Promise.reject(new TypeError('network'))
    await declare('p', { ...body, temperature: 37.9 })
    answers[0]!(reaches ? Promise.resolve(accepted()) : Promise.reject(new TypeError('network')))
    await sending
    expect(waiting.p!.body.temperature).toBe(37.9)
  })

  it('of another day is not sent any more', async () => {
    const before = await page()
    await before.declare('p', body)
    const kept = JSON.parse(localStorage.getItem('kangma.me.waiting')!)
    localStorage.setItem('kangma.me.waiting', JSON.stringify({ p: { ...kept.p, day: '2020-03-01' } }))
    const after = await page(accepted())
    await after.sendWaiting()
    expect(after.sent).toEqual([])
    expect(after.dropped.value).toMatchObject({ stale: true })
  })

  it('that is refused later is let go and the reason kept', async () => {
    const before = await page()
    await before.declare('p', body)
    const after = await page(refused())
    await after.sendWaiting()
    expect(after.waiting).toEqual({})
    expect(after.dropped.value).toEqual({ stale: false, sentence: 'No.' })
  })

  it('is filled in from the one kept here while the service is away', async () => {
    const before = await page(accepted())
    await before.declare('p', body)
    const after = await page(...Array.from({ length: 5 }, () => problem(500, 'internal')))
    expect(await after.lastDeclaration('p')).toEqual(aDeclaration())
  })

  it.each([
    ['the service is away', () => problem(503, 'unavailable')],
    ['too many ask', () => problem(429, 'too_many_requests')],
    ['the login has ended', () => problem(401, 'unauthenticated')],
  ])('that cannot be sent because %s goes on waiting', async (_, away) => {
    const before = await page()
    await before.declare('p', body)
    const after = await page(...Array.from({ length: 5 }, away))
    await after.sendWaiting()
    expect(Object.keys(after.waiting)).toEqual(['p'])
    expect(after.dropped.value).toBeNull()
  })

  it('is sent once for each of a family, though the phone that wakes up asks twice', async () => {
    const before = await page()
    await before.declare('p', body)
    await before.declare('q', body)
    const after = await page(accepted(), accepted(), accepted(), accepted())
    await Promise.all([after.sendWaiting(), after.sendWaiting()])
    expect(after.sent.filter(({ path }) => path.endsWith('/declarations')).map(({ path }) => path.split('/').at(-2))).toEqual(['p', 'q'])
  })
})
