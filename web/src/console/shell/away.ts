import { ref } from 'vue'

/** After this long without a key, a click or a touch nobody may be in front of the screen, in milliseconds. */
export const AWAY_AFTER = 15 * 60_000
const SIGNS = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const

/** Whether nobody seems to be there: names are covered then, and nothing asks the API by itself. */
export const away = ref(false)
let last = Date.now()

/** Somebody is there. What was covered stays covered: only who opens it again says why. */
export function noteHand(): void {
  check()
  last = Date.now()
  away.value = false
}

/** Looked at often, and when a computer wakes: timers stand still while it sleeps. */
export function check(): void {
  if (Date.now() - last >= AWAY_AFTER) away.value = true
}

/** Call once. */
export function watchHands(): void {
  for (const sign of SIGNS) addEventListener(sign, noteHand, { capture: true, passive: true })
  document.addEventListener('visibilitychange', check)
  setInterval(check, 5_000)
}
