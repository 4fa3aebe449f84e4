const LEAST = 60

/** Touch handlers that call with +1 for a swipe to the left and −1 to the right. */
export function useSwipe(onStep: (step: 1 | -1) => void) {
  let from: { x: number; y: number } | null = null
  return {
    touchstart(event: TouchEvent) {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined
      from = touch ? { x: touch.clientX, y: touch.clientY } : null
    },
    touchend(event: TouchEvent) {
      const touch = event.changedTouches[0]
      if (!from || !touch) return
      const across = touch.clientX - from.x
      const along = Math.abs(touch.clientY - from.y)
      if (Math.abs(across) > LEAST && Math.abs(across) > along * 2) onStep(across < 0 ? 1 : -1)
    },
  }
}
