/** The app whose own browser shows the page. What is different there: no service worker or none for long, no files to save, at times no camera. */
export type App = 'wechat' | 'alipay'

/** By what the browser calls itself; null in one of the device. WeCom calls itself WeChat too, and knows its people by other names. */
export function insideOf(agent = navigator.userAgent): App | null {
  if (/MicroMessenger/i.test(agent)) return /wxwork/i.test(agent) ? null : 'wechat'
  return /AlipayClient/i.test(agent) ? 'alipay' : null
}
