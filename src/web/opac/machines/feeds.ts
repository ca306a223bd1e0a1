import type { Context } from 'hono'
import { listNewArrivals } from '#catalogue/list-new-arrivals.ts'
import type { Bib } from '#catalogue/rules/bib.ts'
import { asksNothing, isTooLong, readSearch } from '#catalogue/rules/search/search-state.ts'
import { searchCatalogue } from '#catalogue/search-catalogue.ts'
import { toRequest } from '#catalogue/search-request.ts'
import { newsIn, newsLanguage } from '#news/rules/news.ts'
import { xml } from '#std/xml.ts'
import { htmlLang } from '#text/language.ts'
import { withoutRuby } from '#text/readings/ruby.ts'
import { answerIfChanged } from '#web/gate/conditional.ts'
import { cacheable, publicUrl } from '#web/gate/public-address.ts'
import { type Page, pages } from '#web/page.ts'
import { nameOf } from '#web/parts/books/shelf.tsx'
import { withoutFurigana } from '#web/parts/furigana.tsx'
import { paths } from '#web/paths.ts'
import { askedNews, newsAt, newsOf } from '../house/news.tsx'
import { authorsOf } from '../search/hit.tsx'
import { searchUrl } from '../search/search-url.ts'
import { askedOf } from '../search/search-words.ts'

const entriesMax = 50

/** Atom: 新着図書, お知らせ, 特集, and what is newest in a search that somebody keeps. */
export const feedPages = pages()
  .get(paths.newFeed, async c => {
    const bibs = await listNewArrivals(c.var.library, entriesMax)
    return atom(c, { title: c.var.t.search.newTitle, page: paths.newArrivals, entries: bibs.map(entryOfBib) })
  })
  .get(paths.themesFeed, c => {
    const entries = c.var.today.themes.map(theme => {
      const { title, body } = newsIn(theme, c.var.language)
      return {
        at: paths.theme(theme.id),
        title: withoutFurigana(title),
        changedAt: theme.changedAt,
        author: '',
        summary: withoutFurigana(body),
        lang: newsLanguage(theme, c.var.language),
      }
    })
    return atom(c, { title: c.var.t.themes.title, page: paths.themes, entries })
  })
  .get(paths.newsFeed, c => {
    const asked = askedNews(c)
    if (!asked) return c.notFound()
    const entries = asked.news.map(news => {
      const { title, body } = newsIn(news, c.var.language)
      const mark = news.important ? c.var.t.news.importantMark : ''
      return {
        id: `${paths.news}#news-${news.id}`,
        at: newsAt(news.id, asked.branchId),
        title: mark + title,
        changedAt: news.changedAt,
        author: '',
        summary: body,
        lang: newsLanguage(news, c.var.language),
      }
    })
    return atom(c, { title: asked.title, page: newsOf(asked.branchId), entries })
  })
  .get(paths.searchFeed, async c => {
    const { library, t } = c.var
    const state = readSearch(new URL(c.req.url).searchParams)
    if (asksNothing(state) || isTooLong(state)) return c.text('', 400)
    const found = await searchCatalogue(library, { ...toRequest(state), sort: 'added', offset: 0, limit: entriesMax })
    if (!found.ok) return c.text('', 400)
    const bibs = found.value.nearest ? [] : found.value.hits.map(({ bib }) => bib)
    return atom(c, {
      title: t.search.resultsOf(askedOf(c, state)),
      page: searchUrl(paths.search, state),
      entries: bibs.map(entryOfBib),
    })
  })

/**
 * `author`: empty where it is the library. `id`: what a reader knows it by, for good; where it has none, its address is
 * that too.
 */
type Entry = {
  id?: string
  at: string
  title: string
  changedAt: Temporal.Instant
  author: string
  summary: string
  lang: string
}

const entryOfBib = (bib: Bib & { changedAt: Temporal.Instant }): Entry => ({
  at: paths.bib(bib.id),
  title: nameOf(bib),
  changedAt: bib.changedAt,
  author: authorsOf(bib),
  summary: [authorsOf(bib), bib.publisher, bib.published].filter(Boolean).join('　'),
  lang: 'ja',
})

const second = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' })

function atom(c: Context<Page>, feed: { title: string; page: string; entries: Entry[] }) {
  const { library, language } = c.var
  const asked = new URL(c.req.url)
  const here = (path: string) => xml(publicUrl(c, path))
  const feedLang = htmlLang(language)
  // The last real change, whoever asks and when: a reader shows as new what has a later time.
  const changes = feed.entries.map(({ changedAt }) => changedAt).toSorted(Temporal.Instant.compare)
  const updated = second(changes.at(-1) ?? Temporal.Instant.fromEpochMilliseconds(0))
  const entries = feed.entries.map(
    ({
      at,
      id = at,
      title,
      changedAt,
      author,
      summary,
      lang,
    }) => `<entry${lang === feedLang ? '' : ` xml:lang="${lang}"`}><id>${here(id)}</id><title>${xml(title)}</title>
<link href="${here(at)}"/><updated>${second(changedAt)}</updated>
<author><name>${xml(author || library.policy.identity.name.ja)}</name></author>
<summary>${xml(summary)}</summary></entry>`,
  )
  const body = withoutRuby(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feedLang}"><id>${here(feed.page)}</id>
<title>${xml(`${feed.title} | ${library.policy.identity.name.ja}`)}</title><updated>${updated}</updated>
<link href="${here(feed.page)}"/><link rel="self" href="${xml(publicUrl(c, asked.pathname + asked.search))}"/>
${entries.join('\n')}
</feed>
`)
  return answerIfChanged(c, body, {
    'content-type': 'application/atom+xml; charset=utf-8',
    'cache-control': cacheable(c, 300),
  })
}
