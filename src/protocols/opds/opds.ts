import type { Context } from 'hono'
import { listNewArrivals } from '#catalogue/list-new-arrivals.ts'
import { asksNothing, isTooLong, readSearch } from '#catalogue/rules/search/search-state.ts'
import { type FoundBib, searchCatalogue, showFound } from '#catalogue/search-catalogue.ts'
import { toRequest } from '#catalogue/search-request.ts'
import { withoutRuby } from '#text/readings/ruby.ts'
import { answerIfChanged } from '#web/gate/conditional.ts'
import { searchUrl } from '#web/opac/search/search-url.ts'
import { askedOf } from '#web/opac/search/search-words.ts'
import { type Page, pages } from '#web/page.ts'
import { paths, withQuery } from '#web/paths.ts'
import { anyOrigin, originOf } from '../page.ts'
import { acquisitionType, type Feed, isWays, jsonType, navigationType } from './feed.ts'
import { writeAtom } from './write-atom.ts'
import { writeJson } from './write-json.ts'

/** The titles of 新着図書 that a reader is told of. */
const newMax = 50

const versions = ['1.2', '2.0'] as const
type Version = (typeof versions)[number]

/** OPDS 1.2 and 2.0: the catalogue as readers of electronic books leaf through it, to borrow at the library. */
export const opdsPages = versions.reduce(
  (group, version) =>
    group
      .get(paths.opds(version), async c => show(c, version, await startOf(c, version)))
      .get(paths.opdsNew(version), async c => show(c, version, await newOf(c, version)))
      .get(paths.opdsSearch(version), async c => {
        const feed = await foundOf(c, version)
        return feed === null
          ? c.text('q=… is wanted, of at most 200 characters.\n', 400, anyOrigin)
          : show(c, version, feed)
      }),
  pages(),
)

function show(c: Context<Page>, version: Version, feed: Feed): Response {
  const feedText =
    version === '2.0'
      ? JSON.stringify(writeJson(feed))
      : `<?xml version="1.0" encoding="UTF-8"?>\n${writeAtom(feed, c.var.library.policy.identity.name.ja)}`
  const body = `${withoutRuby(feedText)}\n`
  const type = version === '2.0' ? jsonType : isWays(feed.entries) ? navigationType : acquisitionType
  return answerIfChanged(c, body, {
    ...anyOrigin,
    'content-type': `${type};charset=utf-8`,
    'cache-control': 'public, max-age=60',
  })
}

const epoch = Temporal.Instant.fromEpochMilliseconds(0)

/** The last real change of what is listed, whoever asks and when. */
const lastChange = (found: readonly FoundBib[]): Temporal.Instant =>
  found
    .map(({ bib }) => bib.changedAt)
    .toSorted(Temporal.Instant.compare)
    .at(-1) ?? epoch

type Common = Pick<Feed, 'start' | 'search'>

function commonOf(c: Context<Page>, version: Version): Common {
  const origin = originOf(c)
  return {
    start: `${origin}${paths.opds(version)}`,
    search: {
      description: `${origin}${paths.openSearch}`,
      template: `${origin}${paths.opdsSearch(version)}{?q}`,
    },
  }
}

/** Where a reader begins: what is new, and the ten classes. */
async function startOf(c: Context<Page>, version: Version): Promise<Feed> {
  const { library, t } = c.var
  const origin = originOf(c)
  const [newest] = await listNewArrivals(library, 1)
  const ofClass = (at: number) => withQuery(paths.opdsSearch(version), { class: at, sort: 'added' })
  return {
    ...commonOf(c, version),
    title: library.policy.identity.name.ja,
    self: `${origin}${paths.opds(version)}`,
    page: `${origin}${paths.top}`,
    next: null,
    total: null,
    updated: newest?.changedAt ?? epoch,
    entries: [
      { is: 'way', what: 'new', title: t.search.newTitle, href: `${origin}${paths.opdsNew(version)}` },
      ...t.ndc.classes.map(
        (title, at) => ({ is: 'way', what: 'subsection', title, href: `${origin}${ofClass(at)}` }) as const,
      ),
    ],
  }
}

async function newOf(c: Context<Page>, version: Version): Promise<Feed> {
  const { library, t } = c.var
  const bibs = await listNewArrivals(library, newMax)
  const found = await showFound(
    library,
    bibs.map(({ id }) => id),
  )
  return {
    ...commonOf(c, version),
    title: t.search.newTitle,
    self: `${originOf(c)}${paths.opdsNew(version)}`,
    page: `${originOf(c)}${paths.newArrivals}`,
    next: null,
    total: found.length,
    updated: lastChange(found),
    entries: holdings(c, found),
  }
}

/** What the page of the same search finds, in its order. Null: nothing is asked, or too much. */
async function foundOf(c: Context<Page>, version: Version): Promise<Feed | null> {
  const state = readSearch(new URL(c.req.url).searchParams)
  const asksClass = state.classes.length > 0
  if ((asksNothing(state) && !asksClass) || isTooLong(state)) return null
  const answer = await searchCatalogue(c.var.library, toRequest(state))
  if (!answer.ok) return null
  const { total, hits, nearest } = answer.value
  const found = nearest ? [] : hits
  const isLast = nearest || state.page * state.size >= total
  const at = (path: string, change = {}) => `${originOf(c)}${searchUrl(path, state, { page: state.page, ...change })}`
  return {
    ...commonOf(c, version),
    title: c.var.t.search.resultsOf(askedOf(c, state)),
    self: at(paths.opdsSearch(version)),
    page: at(paths.search),
    next: isLast ? null : at(paths.opdsSearch(version), { page: state.page + 1 }),
    total: nearest ? 0 : total,
    updated: lastChange(found),
    entries: holdings(c, found),
  }
}

const holdings = (c: Context<Page>, found: readonly FoundBib[]) =>
  found.map(one => ({ is: 'holding', href: `${originOf(c)}${paths.bib(one.bib.id)}`, found: one }) as const)
