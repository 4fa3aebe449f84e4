import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { someTokens } from '../../support/shapes'

const forgetPush = vi.fn(async () => undefined)
vi.mock('../../../src/shared/device/push', () => ({ forgetPush }))
const { api, logOut, session } = await import('../../../src/resident/account/state/account')

let answer: () => Promise<Response>
let reached = true
vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => reached)
const withoutNetwork = async () => Promise.reject(new TypeError('network'))

beforeEach(() => {
  localStorage.clear()
  reached = true
  forgetPush.mockClear()
  vi.stubGlobal('fetch', async (url: string) => (String(url).includes('config.json') ? new Response('{"api": ""}') : answer()))
  session.begin(someTokens(1))
})

describe('push messages end on this device', () => {
  it('when somebody logs out here, also without a network', async () => {
    reached = false
    answer = withoutNetwork
    await logOut()
    expect(forgetPush).toHaveBeenCalled()
  })

  it('when the service says that the log-in is over', async () => {
    answer = async () => new Response(JSON.stringify({ code: 'unauthenticated', detail: '' }), { status: 401, headers: { 'Content-Type': 'application/problem+json' } })
    await expect(api.get('/me/preferences')).rejects.toThrow()
    expect(forgetPush).toHaveBeenCalledOnce()
  })

  it('and not while the network is away alone', async () => {
    reached = false
    answer = withoutNetwork
    await expect(api.get('/me/preferences')).rejects.toThrow()
    expect(forgetPush).not.toHaveBeenCalled()
  })
})
