// Where the service does not answer, a page of the counter opens as the desk that works without it. Nothing of anybody
// is kept here: that desk is the same for all.
const shell = '/counter/offline'

self.addEventListener('install', event => event.waitUntil(keepDesk().then(() => self.skipWaiting())))
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', event => {
  const { request } = event
  const isPart = new URL(request.url).pathname.startsWith('/assets/')
  if (request.method === 'GET' && (request.mode === 'navigate' || isPart)) event.respondWith(answer(request))
})

async function answer(request) {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match(request.mode === 'navigate' ? shell : request)) ?? Response.error()
  }
}

async function keepDesk() {
  const page = await fetch(shell, { cache: 'reload', credentials: 'omit' })
  if (!page.ok) throw new Error('Later')
  const html = await page.clone().text()
  const parts = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  await caches.delete('counter-offline')
  const cache = await caches.open('counter-offline')
  await cache.addAll(parts)
  await cache.put(shell, page)
}
