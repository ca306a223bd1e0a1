// 利用者カード: keeps this page and its style on the device, so that it opens where there is no connection.
if ('serviceWorker' in navigator) {
  try {
    await navigator.serviceWorker.register('/card-worker.js', { scope: '/my/card' })
    await navigator.serviceWorker.ready
    const style = document.querySelector('link[rel=stylesheet]').href
    await (await caches.open('card')).addAll([location.pathname, style])
  } catch {
    // A browser that keeps nothing shows the card online; nothing else changes.
  }
}
