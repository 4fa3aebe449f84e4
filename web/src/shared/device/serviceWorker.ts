import { untilDone } from './untilDone'

/**
 * Registers the service worker once the page is idle, so that it never competes with the first screen. One whose
 * files a bad network stopped half way is thrown away by the browser for good, so it is registered again and again.
 */
export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => setTimeout(() => void untilDone(isInstalled), 1500), { once: true })
}

async function isInstalled(): Promise<boolean> {
  const registration = await navigator.serviceWorker.register('./sw.js', { scope: './' })
  if (registration.active) return true
  const worker = registration.installing ?? registration.waiting
  return worker ? isActivated(worker) : false
}

/** False once it is thrown away. */
function isActivated(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve(worker.state === 'activated')
    }
    worker.addEventListener('statechange', look)
    look()
  })
}
