import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { offeredLanguage, type Policy } from '#policy.ts'
import type { Language } from '#text/language.ts'
import type { Page } from '../../page.ts'
import { rowAt } from '../../path-table.ts'
import { withQuery } from '../../paths.ts'

/**
 * In which language a request is answered: that of the browser. A file may be kept for others, whose browsers read in
 * another, and the programs that ask for it bring no cookie: its address says its language (`lang`). Interfaces for
 * machines are in Japanese, or read that themselves.
 */
export function languageOf(c: Context<Page>, policy: Policy, isChild: boolean): Language {
  const row = rowAt(c.req.path)
  if (row?.reader === 'machine') return 'ja'
  if (row?.reader === 'anyone' && row.is === 'file') return offeredLanguage(policy, c.req.query('lang')) ?? 'ja'
  const chosen = offeredLanguage(policy, getCookie(c, 'language')) ?? 'ja'
  return isChild && chosen === 'ja' ? 'ja-easy' : chosen
}

/** The address of a feed, in the language of the page that names it: Japanese goes without saying. */
export const feedAt = (c: Context<Page>, path: string, asked: Parameters<typeof withQuery>[1] = {}): string =>
  withQuery(path, { ...asked, lang: c.var.language === 'ja' ? null : c.var.language })
