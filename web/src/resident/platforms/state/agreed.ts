/**
 * The way back from WeChat's page of messages: the address says who the person is there, and whether they agreed to one more. It
 * leaves the address at once and lies in memory alone, as that of a log-in does.
 */
export interface Agreed {
  openid: string
  scene: number
  state: string
}

/** `no`: they came back without agreeing. */
type Answered = Agreed | 'no'

let kept: Answered | null = null

/** At `…?action=…&reserved=…`: keeps what came back and turns the address into that of the settings, which go on with it. */
export function takeAgreed(): void {
  const query = new URLSearchParams(location.search)
  const given = (name: string) => query.get(name) ?? ''
  if (!given('action') || !given('reserved')) return
  const agreed = given('action') === 'confirm' && given('openid') && /^\d+$/.test(given('scene'))
  kept = agreed ? { openid: given('openid'), scene: Number(given('scene')), state: given('reserved') } : 'no'
  history.replaceState(null, '', `${location.pathname}#/settings`)
}

/** What came back, once. */
export function agreed(): Answered | null {
  const given = kept
  kept = null
  return given
}
