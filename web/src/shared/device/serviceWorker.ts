/** Registers the service worker once the page is idle, so that it never competes with the first screen. */
export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    setTimeout(() => void navigator.serviceWorker.register('./sw.js', { scope: './' }).catch(() => undefined), 1500)
  })
}
