import type { Context } from 'hono'
import type { Page } from '#web/page.ts'
import { withQuery } from '#web/paths.ts'

/**
 * ほかの図書館でさがす: what this library does not have, in カーリル, which asks the libraries of the whole country. The patron's
 * browser goes there when it is pressed, and not before. Not on an in-library terminal, which leads nowhere else.
 */
export function OtherLibraries({ c, words, isbn }: { c: Context<Page>; words?: string; isbn?: string }) {
  const { t, visitor } = c.var
  const href = isbn
    ? `https://calil.jp/book/${isbn}`
    : words
      ? withQuery('https://calil.jp/search', { q: words })
      : null
  if (href === null || visitor.terminal) return null
  return (
    <p>
      <a href={href} rel="noopener noreferrer">
        {t.search.elsewhere}
      </a>
    </p>
  )
}
