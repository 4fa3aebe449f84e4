import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forgetPush, pushStanding, subscribe } from '../../../src/shared/device/push'

type Handler = (event: Record<string, unknown>) => void

/** The service worker's own part, run with a stand-in for what a browser gives it. */
function worker(windows: { url: string; focus: () => Promise<unknown> }[] = []) {
  const handlers: Record<string, Handler> = {}
  const shown: unknown[][] = []
  const opened: string[] = []
  const self = {
    registration: { scope: 'https://kangma.example/', showNotification: async (...said: unknown[]) => void shown.push(said) },
    clients: { matchAll: async () => windows, openWindow: async (url: string) => void opened.push(url) },
    addEventListener: (name: string, handler: Handler) => void (handlers[name] = handler),
  }
  new Function('self', readFileSync('public/push-sw.js', 'utf8'))(self)
  const send = async (name: string, event: Record<string, unknown>) => {
    const waits: Promise<unknown>[] = []
    handlers[name]!({ ...event, waitUntil: (wait: Promise<unknown>) => waits.push(wait) })
    await Promise.all(waits)
  }
  return { send, shown, opened }
}

describe('the service worker', () => {
  it('shows what was pushed, each message in the place of the one before', async () => {
    const { send, shown } = worker()
    await send('push', { data: { json: () => ({ title: '康码', body: '您有一条新消息', open: 'messages' }) } })
    expect(shown).toEqual([['康码', { body: '您有一条新消息', icon: 'icon-192.png', tag: 'kangma', renotify: true, data: { open: 'messages' } }]])
  })

  it.each([[null], [{ json: () => ({ title: 'x', body: '', open: '//evil.example' }) }]])('opens nothing but a screen of the page', async (data) => {
    const { send, shown } = worker()
    await send('push', { data })
    expect(shown[0]![1]).toMatchObject({ data: { open: 'messages' } })
  })

  it('opens the page by a tap, or brings forward the one that is open', async () => {
    const close = vi.fn()
    const closed = worker()
    await closed.send('notificationclick', { notification: { close, data: { open: 'messages' } } })
    expect(closed.opened).toEqual(['https://kangma.example/index.html#/messages'])
    const navigate = vi.fn()
    const open = worker([
      { url: 'https://kangma.example/gate.html', focus: async () => ({ navigate: close }) },
      { url: 'https://kangma.example/index.html#/code', focus: async () => ({ navigate }) },
    ])
    await open.send('notificationclick', { notification: { close, data: null } })
    expect(open.opened).toEqual([])
    expect(navigate).toHaveBeenCalledWith('https://kangma.example/index.html#/messages')
    expect(close).toHaveBeenCalledTimes(2)
  })
})

/** A browser with push messages. */
function browser(permission: string, existing: boolean) {
  const unsubscribe = vi.fn(async () => true)
  const close = vi.fn()
  const given = { unsubscribe, toJSON: () => ({ endpoint: 'https://fcm.googleapis.com/a', keys: { p256dh: 'p', auth: 'a' } }) }
  const pushManager = { getSubscription: async () => (existing ? given : null), subscribe: vi.fn(async () => given) }
  const registration = { pushManager, getNotifications: async () => [{ close }, { close }] }
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', { permission, requestPermission: async () => permission })
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { ready: Promise.resolve(registration), getRegistration: async () => registration } })
  return { unsubscribe, close, pushManager }
}

describe('this device', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    Reflect.deleteProperty(navigator, 'serviceWorker')
  })

  it('says where it stands', async () => {
    expect(await pushStanding(false)).toBe('none')
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValueOnce('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')
    expect(await pushStanding(false)).toBe('install')
    browser('denied', false)
    expect(await pushStanding(false)).toBe('denied')
    browser('granted', false)
    expect(await pushStanding(true)).toBe('off')
    browser('granted', true)
    expect([await pushStanding(true), await pushStanding(false)]).toEqual(['on', 'off'])
  })

  it('subscribes anew with the key of the service, and only where the person lets it', async () => {
    const { unsubscribe, pushManager } = browser('granted', true)
    expect(await subscribe('BKey')).toEqual({ endpoint: 'https://fcm.googleapis.com/a', p256dh: 'p', auth: 'a', key: 'BKey' })
    expect(unsubscribe).toHaveBeenCalledOnce()
    expect(pushManager.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: 'BKey' })
    browser('denied', false)
    expect(await subscribe('BKey')).toBeNull()
  })

  it('ends its subscription and clears the lock screen when somebody logs out', async () => {
    const { unsubscribe, close } = browser('granted', true)
    await forgetPush()
    expect(unsubscribe).toHaveBeenCalledOnce()
    expect(close).toHaveBeenCalledTimes(2)
  })

  it('clears the lock screen also where there is no subscription any more', async () => {
    const { unsubscribe, close } = browser('granted', false)
    await forgetPush()
    expect([unsubscribe.mock.calls.length, close.mock.calls.length]).toEqual([0, 2])
  })

  it('never stands in the way of logging out', async () => {
    const { unsubscribe } = browser('granted', true)
    unsubscribe.mockRejectedValueOnce(new Error('the browser ends nothing now'))
    await expect(forgetPush()).resolves.toBeUndefined()
    vi.unstubAllGlobals()
    await expect(forgetPush()).resolves.toBeUndefined()
    expect(unsubscribe).toHaveBeenCalledOnce()
  })
})
