const SIGNS = ['pointerdown', 'keydown', 'touchstart', 'scroll', 'input'] as const

export interface Idle {
  /** Milliseconds without a sign of anybody after which they are asked, and after which they are gone. */
  askAfter: number
  goneAfter: number
  ask(seconds: number): void
  stay(): void
  gone(): void
}

/** Watches whether somebody is there, second by second. Returns how to end the watch. */
export function watchIdle(idle: Idle, now = () => Date.now()): () => void {
  let last = now()
  const sign = () => {
    last = now()
    idle.stay()
  }
  const timer = setInterval(() => {
    const since = now() - last
    if (since >= idle.goneAfter) return idle.gone()
    if (since >= idle.askAfter) idle.ask(Math.ceil((idle.goneAfter - since) / 1000))
  }, 1000)
  for (const name of SIGNS) addEventListener(name, sign, { passive: true, capture: true })
  return () => {
    clearInterval(timer)
    for (const name of SIGNS) removeEventListener(name, sign, { capture: true })
  }
}
