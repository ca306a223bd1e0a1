import { findByIsbn } from '#catalogue/find-by-isbn.ts'
import { readIsbn } from '#catalogue/rules/isbn.ts'
import { showBib } from '#catalogue/show-bib.ts'
import { offers } from '#policy.ts'
import { pages, show } from '#web/page.ts'
import { OtherLibraries } from '#web/parts/books/other-libraries.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { libraryName } from '#web/parts/library-name.ts'
import { paths, withQuery } from '#web/paths.ts'
import { Hits } from '../search/hit.tsx'
import { usualBranchOf } from '../usual-branch.ts'
import { RecordPage } from './bib.tsx'

/**
 * /isbn/978…: a lasting address by the number on the book, for other services too. Held: the record, or the one it was
 * merged into; the canonical address is that of the record shown. Not held: 200 all the same, for that is the answer.
 * Not an ISBN: 404.
 */
export const isbnPages = pages().get(paths.isbn(':isbn'), async c => {
  const { t, library } = c.var
  const words = t.opac.isbn
  const isbn = readIsbn(c.req.param('isbn') ?? '')
  if (!isbn)
    return show(
      c,
      <Layout c={c} title={words.invalidTitle}>
        <div class="note ask stack tight">
          <h1>{words.invalidTitle}</h1>
          <p>{words.invalidBody}</p>
        </div>
      </Layout>,
      404,
    )
  const held = await findByIsbn(library, isbn.isbn13)
  if (held.length === 1) {
    const [shown, usual] = await Promise.all([showBib(library, held[0]!.bib.id), usualBranchOf(c)])
    if (shown.is === 'shown') return show(c, <RecordPage c={c} shown={shown} usual={usual} />)
  }
  if (held.length > 1)
    return show(
      c,
      <Layout c={c} title={words.title(isbn.isbn13)}>
        <h1>{words.severalTitle}</h1>
        <ol>
          <Hits c={c} found={held} />
        </ol>
      </Layout>,
    )
  return show(
    c,
    <Layout c={c} title={words.notHeldTitle} robots="noindex">
      <h1>{words.notHeldTitle}</h1>
      <p>{words.notHeldBody(isbn.isbn13, libraryName(c))}</p>
      <p>
        <a class="button" href={paths.search}>
          {t.search.title}
        </a>
      </p>
      <OtherLibraries c={c} isbn={isbn.isbn13} />
      {offers(library.policy, 'requests') ? (
        <p>
          <a href={withQuery(paths.newRequest, { isbn: isbn.isbn13 })} rel="nofollow">
            {t.requests.make}
          </a>
        </p>
      ) : null}
    </Layout>,
  )
})
