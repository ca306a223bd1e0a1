import type { Context, MiddlewareHandler } from 'hono'
import { offeredLanguage } from '#policy.ts'
import { type Language, pageTextOf } from '#text/language.ts'
import { todayOf } from '#web/today.ts'
import type { Page } from '../../page.ts'

/** As a parameter of an address: Japanese goes without saying. */
export const langAsked = (language: Language): string | null => (language === 'ja' ? null : language)

/**
 * Before what may be kept for others: its address says its language (`lang`), and no cookie does. The programs that
 * read it bring none, and who is given what was kept may have another.
 */
export const speakAsAsked: MiddlewareHandler<Page> = (c, next) =>
  speak(c, offeredLanguage(c.var.library.policy, c.req.query('lang')) ?? 'ja').then(next)

/** The same where there is one language. */
export const speakJapanese: MiddlewareHandler<Page> = (c, next) => speak(c, 'ja').then(next)

async function speak(c: Context<Page>, language: Language): Promise<void> {
  c.set('language', language)
  c.set('t', pageTextOf(language))
  c.set('today', await todayOf(c.var.library, language))
}
