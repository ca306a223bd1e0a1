import type { Context } from 'hono'
import type { Page } from '#web/page.ts'
import { withQuery } from '#web/paths.ts'

/** Where one looks on, by an ISBN or by words. */
const places = {
  calil: (words: string, isbn: string | undefined) =>
    isbn ? `https://calil.jp/book/${isbn}` : withQuery('https://calil.jp/search', { q: words }),
  ndl: (words: string, isbn: string | undefined) =>
    withQuery('https://ndlsearch.ndl.go.jp/search', { cs: 'bib', keyword: isbn ?? words }),
  cinii: (words: string, isbn: string | undefined) =>
    withQuery('https://ci.nii.ac.jp/books/search', { q: isbn ?? words }),
} as const

/**
 * ほかの図書館でさがす: what this library does not have, in カーリル (the libraries of the whole country), NDLサーチ and CiNii
 * Books. The patron's browser goes there when it is pressed, and not before. Not on an in-library terminal, which leads
 * nowhere else.
 */
export function OtherLibraries({ c, words = '', isbn }: { c: Context<Page>; words?: string; isbn?: string }) {
  const { t, visitor } = c.var
  if ((words === '' && !isbn) || visitor.terminal) return null
  return (
    <nav class="stack tight" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{t.search.elsewhere.title}</h2>
      <ul class="row">
        {(['calil', 'ndl', 'cinii'] as const).map(place => (
          <li>
            <a href={places[place](words, isbn)} rel="noopener noreferrer">
              {t.search.elsewhere[place]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
