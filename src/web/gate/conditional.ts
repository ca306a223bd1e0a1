import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Page } from '../page.ts'

/** An answer with its ETag, or 304 without a body for whoever has just this one already (If-None-Match). */
export function answerIfChanged(c: Context<Page>, body: string, headers: Record<string, string>): Response {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const known = (c.req.header('if-none-match') ?? '').split(',').map(one => one.trim().replace(/^W\//, ''))
  const { 'content-type': type, ...others } = headers
  if (known.includes(tag) || known.includes('*')) return c.body(null, 304, { ...others, etag: tag })
  return c.body(body, 200, { ...headers, etag: tag })
}
