import type { Context } from 'hono'
import type { Page } from '../page.ts'

/** Which page of a long list is asked for; the first, when none or no number is. */
export function readPage(c: Context<Page>): number {
  const asked = c.req.query('page') ?? ''
  return /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : 1
}
