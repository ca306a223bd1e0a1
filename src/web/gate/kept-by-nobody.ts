import type { Context, Next } from 'hono'
import type { Page } from '../page.ts'

const header = 'cache-control'
const byNobody = 'no-store'

/**
 * Makes an answer that no browser and no proxy keeps, whatever the page itself says of it. It is said before the page
 * is made: a header that is added to a finished answer makes the server take it apart again.
 */
export async function keptByNobody(c: Context<Page>, next: Next): Promise<void> {
  c.header(header, byNobody)
  await next()
  if (c.res.headers.get(header) !== byNobody) c.header(header, byNobody)
}
