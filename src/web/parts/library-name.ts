import type { Context } from 'hono'
import type { Page } from '../page.ts'

/** What the library is called in the language of the page. */
export function libraryName(c: Context<Page>): string {
  const { ja, en } = c.var.library.policy.identity.name
  return c.var.language === 'en' ? (en ?? ja) : ja
}
