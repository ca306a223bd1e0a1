import type { Context } from 'hono'
import { type News, newsLanguage } from '#news/rules/news.ts'
import { htmlLang } from '#text/language.ts'
import type { Page } from '../../page.ts'

/** For the `lang` attribute of what the library has written: unsaid where it is the language of the page. */
export function newsLang(c: Context<Page>, news: Pick<News, 'ja' | 'easy' | 'en'>): string | undefined {
  const lang = newsLanguage(news, c.var.language)
  return lang === htmlLang(c.var.language) ? undefined : lang
}
