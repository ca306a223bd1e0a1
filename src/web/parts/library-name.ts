import type { Context } from 'hono'
import { withReading } from '#text/readings/ruby.ts'
import type { Page } from '../page.ts'

/** What the library is called in the language of the page. */
export function libraryName(c: Context<Page>): string {
  const { ja, en, kana } = c.var.library.policy.identity.name
  if (c.var.language === 'en') return en ?? ja
  return c.var.language === 'ja-easy' ? withReading(ja, kana) : ja
}
