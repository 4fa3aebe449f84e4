/* Push messages of the residents' page: its service worker takes this in (vite.config.ts). */
'use strict'

/** What was pushed; a message that cannot be read is still one, and a browser wants every push to be shown. */
function read(data) {
  try {
    const { title, body, open } = data.json()
    return { title: String(title), body: String(body), open: /^[a-z]+$/.test(open) ? open : 'messages' }
  } catch {
    return { title: '康码', body: '', open: 'messages' }
  }
}

/** Each message takes the place of the one before: a lock screen shows that there is one, not how many. */
function show({ title, body, open }) {
  return self.registration.showNotification(title, { body, icon: 'icon-192.png', tag: 'kangma', renotify: true, data: { open } })
}

async function openPage(name) {
  const scope = new URL(self.registration.scope)
  const target = new URL(`index.html#/${name}`, scope).href
  const pages = [scope.pathname, `${scope.pathname}index.html`]
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const here = windows.find((each) => pages.includes(new URL(each.url).pathname))
  if (!here) return self.clients.openWindow(target)
  const focused = await here.focus()
  return focused.navigate(target)
}

self.addEventListener('push', (event) => event.waitUntil(show(read(event.data))))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPage(event.notification.data?.open ?? 'messages'))
})
