import { untilDone } from './untilDone'

interface Worker {
  script: string
  scope: string
}

/** Fetches all of the residents' screens beforehand. */
const RESIDENTS: Worker = { script: './sw.js', scope: './' }

/** Keeps what this one page asks for, and fetches nothing beforehand. */
export const lightOf = (page: string): Worker => ({ script: './light-sw.js', scope: `./${page}` })

/**
 * Registers the service worker once the page is idle, so that it never competes with the first screen. One whose
 * files a bad network stopped half way is thrown away by the browser for good, so it is registered again and again.
 */
export function startServiceWorker(worker = RESIDENTS): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => setTimeout(() => void untilDone(() => isInstalled(worker)), 1500), { once: true })
}

async function isInstalled({ script, scope }: Worker): Promise<boolean> {
  const registration = await navigator.serviceWorker.register(script, { scope })
  if (registration.active) return true
  const coming = registration.installing ?? registration.waiting
  return coming ? isActivated(coming) : false
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
