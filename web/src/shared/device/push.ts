/** Push messages on this device: whether its browser has them, and its subscription. */

/** `install`: an iPhone has them only in a page on its home screen. */
export type PushStanding = 'off' | 'on' | 'denied' | 'install' | 'none'

export interface Subscribed {
  endpoint: string
  p256dh: string
  auth: string
  /** Ours, with which the browser subscribed. */
  key: string
}

const isApple = () => /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1)

const hasPush = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** `bound`: whether the service sends to this device. */
export async function pushStanding(bound: boolean): Promise<PushStanding> {
  if (!hasPush()) return isApple() ? 'install' : 'none'
  if (Notification.permission === 'denied') return 'denied'
  return bound && (await current()) ? 'on' : 'off'
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('./')
  return (await registration?.pushManager?.getSubscription()) ?? null
}

/** Asks the person, and then the browser's own service, for a subscription bound to the key; null where it is refused. */
export async function subscribe(key: string): Promise<Subscribed | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const registration = await navigator.serviceWorker.ready
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  const given = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint, keys } = given.toJSON()
  return endpoint && keys?.p256dh && keys.auth ? { endpoint, p256dh: keys.p256dh, auth: keys.auth, key } : null
}

/** Ends the subscription and takes away what is on the lock screen; never a reason to stay. */
export async function forgetPush(): Promise<void> {
  if (!hasPush()) return
  try {
    await (await current())?.unsubscribe()
    const registration = await navigator.serviceWorker.getRegistration('./')
    for (const each of (await registration?.getNotifications()) ?? []) each.close()
  } catch {
    // The browser ends what it will; the service sends nothing to a session that ended.
  }
}
