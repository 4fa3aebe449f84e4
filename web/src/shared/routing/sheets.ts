/**
 * An open sheet is a step of the history, so that the system's way back (a key, a swipe) closes it and leaves the screen
 * below as it was. A sheet that is closed otherwise takes its step out again.
 */
interface Kept {
  sheet?: number
}

let last = 0
/** The open sheets by number, the lowest first. */
const open = new Map<number, () => void>()
/** What has to wait until a step back that was asked for has been taken. */
let after: (() => void)[] | null = null

const shown = () => (history.state as Kept | null)?.sheet ?? 0

function onStep(): void {
  const waiting = after
  after = null
  for (const [sheet, close] of [...open].reverse()) if (sheet > shown()) close()
  waiting?.forEach((work) => work())
  // The step of a sheet that is gone, come to by stepping forward or back over it: not one to stay on.
  if (!waiting && shown() && !open.has(shown())) history.back()
}

let listening = false
function listen(): void {
  if (listening) return
  listening = true
  addEventListener('popstate', onStep)
}

/** Adds the step of a sheet; its number. */
function step(close: () => void): number {
  const sheet = (last = Math.max(last, shown()) + 1)
  open.set(sheet, close)
  history.pushState({ sheet } satisfies Kept, '', location.href)
  return sheet
}

/** Notes an open sheet; `close` is called when the person steps back. Returns what is called when it has been closed. */
export function openSheet(close: () => void): () => void {
  listen()
  let sheet = 0
  let closed = false
  // One that takes the place of another stands on what lies below both.
  afterSteps(() => {
    if (!closed) sheet = step(close)
  })
  return () => {
    closed = true
    open.delete(sheet)
    if (!sheet || shown() !== sheet) return
    after ??= []
    history.back()
  }
}

/** Runs `work` once no step back is under way. */
export function afterSteps(work: () => void): void {
  if (after) after.push(work)
  else work()
}

/** A page that was loaded anew has no sheets any more. */
export function forgetSheets(): void {
  listen()
  if (shown()) history.replaceState(null, '', location.href)
}
