/** Registers the service worker once the page is idle, so that it never competes with the first screen. */
export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => {
    setTimeout(() => void navigator.serviceWorker.register('./sw.js', { scope: './' }).catch(() => undefined), 1500)
  })
}

/**
 * After a new version was published an open page may ask for a piece that is gone. Drafts are kept on the
 * device, so loading the page again is safe; once only, lest it loop.
 */
export function reloadOnMissingPiece(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem('kangma.reloaded') ?? 0)
    if (!navigator.onLine || Date.now() - last < 60_000) return
    event.preventDefault()
    sessionStorage.setItem('kangma.reloaded', String(Date.now()))
    location.reload()
  })
}
