import { pages } from '#web/page.ts'

/** 書影, as it lies here: no other address is asked by a browser. */
export const coverPages = pages().get('/covers/:file{[0-9]{13}-[sl]\\.jpg}', async c => {
  const body = await c.var.library.covers?.file(c.req.param('file'))
  if (!body) return c.notFound()
  return c.body(new Uint8Array(body), 200, {
    'content-type': 'image/jpeg',
    'cache-control': 'public, max-age=604800',
    'cross-origin-resource-policy': 'same-origin',
  })
})
