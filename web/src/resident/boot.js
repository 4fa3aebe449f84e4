// A classic script: its names would be those of every other one.
{
  // In the page itself, known to the headers by its hash (infra/web.yaml). Runs before the page is drawn: the language, whether somebody is new here, and another try for a piece that the network lost.
  const html = document.documentElement

  const kept = (name) => {
    try {
      return localStorage.getItem(`kangma.${name}`)
    } catch {
      return null
    }
  }

  // As shared/i18n/languages.ts has them.
  const OURS = { zh: 'zh-CN', en: 'en', ja: 'ja', ko: 'ko', fr: 'fr', es: 'es', ru: 'ru', ar: 'ar' }
  const wished = [new URLSearchParams(location.search).get('lang'), JSON.parse(kept('language') ?? 'null'), ...(navigator.languages ?? [])]
  html.lang = wished.map((tag) => OURS[String(tag).toLowerCase().split('-')[0]]).find(Boolean) ?? 'zh-CN'
  html.dir = html.lang === 'ar' ? 'rtl' : 'ltr'
  if (kept('large') === 'true') html.dataset.text = 'large'

  /** Whoever has a login or a code here (the page says under which names), scanned a door, or follows a link further in, or comes back from WeChat or Alipay is not shown the welcome. */
  const known = (html.dataset.logins ?? 'me.session me.codes').split(' ').some((name) => kept(name) !== null)
  if (known || /\/v(\.html)?$/.test(location.pathname) || /[?&]state=/.test(location.search) || !['', '#', '#/', '#/login'].includes(location.hash)) html.dataset.boot = 'known'

  addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-boot-travel]')) localStorage.setItem('kangma.travelling', 'true')
  })

  const LAST = 7

  /** Loads the page again, later each time: what has come is kept by the browser, so that each round fetches only what is missing. */
  function again() {
    const tries = Number(sessionStorage.getItem('kangma.lost') ?? 0)
    if (tries >= LAST) return
    sessionStorage.setItem('kangma.lost', String(tries + 1))
    setTimeout(() => (navigator.onLine === false ? addEventListener('online', () => location.reload()) : location.reload()), 300 * 2 ** tries)
  }

  /** A sheet comes again by itself. */
  function fetchAgain(sheet) {
    const tries = Number(sheet.dataset.tries ?? 0)
    if (tries >= LAST) return
    const next = sheet.cloneNode()
    next.dataset.tries = String(tries + 1)
    setTimeout(() => sheet.replaceWith(next), 300 * 2 ** tries)
  }

  addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLScriptElement) again()
      if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') fetchAgain(target)
    },
    true,
  )
}
