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
  const answered = await fetch(request).catch(() => null)
  if (answered && !isOfProxy(answered)) return answered
  return (await caches.match(request.mode === 'navigate' ? shell : request)) ?? answered ?? Response.error()
}

/**
 * A proxy says in words of its own that nobody is behind it; a service that is only starting says so without a page.
 * Every page of ours has our headers.
 */
const isOfProxy = ({ status, headers }) => [502, 503, 504].includes(status) && !headers.has('content-security-policy')

async function keepDesk() {
  const page = await fetch(shell, { cache: 'reload', credentials: 'omit' })
  if (!page.ok) throw new Error('Later')
  const html = await page.clone().text()
  const parts = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  const cache = await caches.open('counter-offline')
  await cache.addAll(parts)
  await cache.put(shell, page)
  // The desk of before goes when this one is there: what could not be fetched leaves it as it was.
  const kept = [shell, ...parts]
  for (const { url } of await cache.keys()) if (!kept.includes(new URL(url).pathname)) await cache.delete(url)
}
