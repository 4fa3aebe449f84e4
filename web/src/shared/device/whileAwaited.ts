const BETWEEN = 20_000

/** Looks again, every 20 s and whenever the page comes to the front, as long as something is awaited. Returns how to end it. */
export function whileAwaited(awaited: () => boolean, look: () => Promise<unknown>): () => void {
  const again = () => {
    if (awaited() && document.visibilityState === 'visible') void look()
  }
  const timer = setInterval(again, BETWEEN)
  document.addEventListener('visibilitychange', again)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', again)
  }
}
