import type { Context } from 'hono'
import { listNewArrivals } from '#catalogue/list-new-arrivals.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import { asksNothing, isTooLong, readSearch } from '#catalogue/rules/search/search-state.ts'
import { searchCatalogue } from '#catalogue/search-catalogue.ts'
import { toRequest } from '#catalogue/search-request.ts'
import { type Page, pages } from '#web/page.ts'
import { nameOf } from '#web/parts/shelf.tsx'
import { paths } from '#web/paths.ts'
import { cacheable, publicUrl } from '#web/public-address.ts'
import { authorsOf } from '../search/hit.tsx'
import { searchUrl } from '../search/search-url.ts'
import { askedOf } from '../search/search-words.ts'

const entriesMax = 50

/** Atom: 新着図書, and what is newest in a search that somebody keeps. */
export const feedPages = pages()
  .get(paths.newFeed, async c => {
    const bibs = await listNewArrivals(c.var.library, entriesMax)
    return atom(c, { title: c.var.t.search.newTitle, page: paths.newArrivals, bibs })
  })
  .get(paths.searchFeed, async c => {
    const { library, t } = c.var
    const state = readSearch(new URL(c.req.url).searchParams)
    if (asksNothing(state) || isTooLong(state)) return c.text('', 400)
    const found = await searchCatalogue(library, { ...toRequest(state), sort: 'added', offset: 0, limit: entriesMax })
    if (!found.ok) return c.text('', 400)
    const bibs = found.value.nearest ? [] : found.value.hits.map(({ bib }) => bib)
    return atom(c, { title: t.search.resultsOf(askedOf(c, state)), page: searchUrl(paths.search, state), bibs })
  })

function atom(c: Context<Page>, feed: { title: string; page: string; bibs: Bib[] }) {
  const { library } = c.var
  const asked = new URL(c.req.url)
  const here = (path: string) => xml(publicUrl(c, path))
  const updated = library.clock.now().toString({ smallestUnit: 'second' })
  const entries = feed.bibs.map(
    bib => `<entry><id>${here(paths.bib(bib.id))}</id><title>${xml(nameOf(bib))}</title>
<link href="${here(paths.bib(bib.id))}"/><updated>${updated}</updated>
<author><name>${xml(authorsOf(bib) || library.policy.libraryName)}</name></author>
<summary>${xml([authorsOf(bib), bib.publisher, bib.published].filter(Boolean).join('　'))}</summary></entry>`,
  )
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><id>${here(feed.page)}</id>
<title>${xml(`${feed.title} | ${library.policy.libraryName}`)}</title><updated>${updated}</updated>
<link href="${here(feed.page)}"/><link rel="self" href="${xml(publicUrl(c, asked.pathname + asked.search))}"/>
${entries.join('\n')}
</feed>
`
  return c.body(body, 200, {
    'content-type': 'application/atom+xml; charset=utf-8',
    'cache-control': cacheable(c, 300),
  })
}

/** Safe inside XML, also against signs that XML 1.0 does not have. */
export const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are to go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
