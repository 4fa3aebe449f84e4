import { type Component, type Ref, nextTick, ref, shallowReactive, watch } from 'vue'
import { afterSteps, forgetSheets } from './sheets'

/**
 * Hash routing in the few lines the pages need: static paths with one optional last segment
 * (`/apply/document`), so that the phone's back key walks through the steps of a form.
 */
export interface Screen {
  component: () => Promise<{ default: Component }>
  /** The key of the page title. */
  title: string
  /** The screen may be seen without being logged in. */
  open?: boolean
}

export type Screens = Record<string, Screen>

export interface Place {
  name: string
  step: string
}

export function parseHash(hash: string): Place {
  const [name = '', step = ''] = hash.replace(/^#\/?/, '').split('?')[0]!.split('/')
  return { name, step: decoded(step) }
}

/** An address that was cut off within a sign is taken as it is: it leads to no step, and stops nothing. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

export const place = shallowReactive<Place>(parseHash(''))

/** The step within one screen; it stays as it was while the next screen is still being downloaded. */
export function useStep(screen: string): Readonly<Ref<string>> {
  const step = ref(place.name === screen ? place.step : '')
  watch([() => place.name, () => place.step], ([name, now]) => name === screen && (step.value = now), { flush: 'sync' })
  return step
}

export function go(path: string, replace = false): void {
  afterSteps(() => goNow(`#/${path.replace(/^\//, '')}`, replace))
}

function goNow(hash: string, replace: boolean): void {
  if (hash === location.hash) return
  if (replace) history.replaceState(null, '', hash)
  else history.pushState(null, '', hash)
  follow()
}

function follow(): void {
  Object.assign(place, parseHash(location.hash))
}

export function back(fallback: string): void {
  if (history.length > 1) history.back()
  else go(fallback, true)
}

/** Follows the address; call once. */
export function startRouter(): void {
  forgetSheets()
  addEventListener('popstate', follow)
  addEventListener('hashchange', follow)
  follow()
}

/** Puts reading and keyboard at the new screen's heading, as a page load would. */
export async function focusHeading(): Promise<void> {
  await nextTick()
  scrollTo(0, 0)
  const heading = document.querySelector<HTMLElement>('main h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
