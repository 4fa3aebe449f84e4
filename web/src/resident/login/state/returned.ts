/**
 * The way back from WeChat or Alipay: the address has a code that says who the person is. It leaves the address at once and lies
 * in memory alone, so that it is in no history, no referrer and no storage.
 */
export interface Returned {
  code: string
  state: string
}

let kept: Returned | null = null

/** At `…?code=…&state=…`, of Alipay `auth_code`: keeps both and turns the address into that of the screen that goes on with them. */
export function takeReturned(): void {
  const query = new URLSearchParams(location.search)
  const code = query.get('auth_code') ?? query.get('code')
  const state = query.get('state')
  if (!code || !state) return
  kept = { code, state }
  history.replaceState(null, '', `${location.pathname}#/platform`)
}

/** What came back, once. */
export function returned(): Returned | null {
  const given = kept
  kept = null
  return given
}
