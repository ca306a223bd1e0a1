import type { Context } from 'hono'
import { nameIn } from '#text/language.ts'
import { withReading } from '#text/readings/ruby.ts'
import type { Page } from '../page.ts'

/** What the library is called in the language of the page. */
export function libraryName(c: Context<Page>): string {
  const { name } = c.var.library.policy.identity
  return c.var.language === 'ja-easy' ? withReading(name.ja, name.kana) : nameIn(c.var.language, name)
}
