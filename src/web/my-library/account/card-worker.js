// The page of the card comes from the network; where there is none, as it was last seen. Nothing else is kept.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', event => {
  if (event.request.method === 'GET') event.respondWith(answer(event.request))
})

async function answer(request) {
  try {
    const fresh = await fetch(request)
    if (fresh.ok && request.mode === 'navigate') await (await caches.open('card')).put(request, fresh.clone())
    return fresh
  } catch {
    return (await caches.match(request, { ignoreSearch: true })) ?? Response.error()
  }
}
