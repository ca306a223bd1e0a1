import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { RecordCopy } from '#catalogue/copy/record-copy.ts'
import { IndexNotReady } from '#catalogue/index/keep/live-index.ts'
import { isUnreachable } from '#database/database.ts'
import { DatabaseAway } from '#database/watch.ts'
import { libraryAsKnown } from '#in-force.ts'
import type { Library } from '#library.ts'
import { offeredLanguage } from '#policy.ts'
import { pageTextOf, textOf } from '#text/language.ts'
import { assetPages } from './assets.ts'
import { AwayPage } from './away/away.tsx'
import { goOnWithout, isSecondTry, mayTryAgain, onlyReading, secondTry, type Watch } from './away/without-database.ts'
import { isChildKept, keepLanguage, leaveChild } from './cookies.ts'
import { counterPages } from './counter/counter-pages.tsx'
import { offlineDeskPages } from './counter/offline/offline-desk.tsx'
import { clientAddress, isHttps, watchForProxy } from './gate/address.ts'
import { guard, securityHeaders } from './gate/guard.tsx'
import type { Metrics } from './gate/metrics.ts'
import { keepLanes, shedTheRest } from './gate/rate-limit.tsx'
import { kioskPages } from './kiosk/register.tsx'
import { selfCheckPages } from './kiosk/self-check.tsx'
import { myCalendarPages } from './my-library/account/calendar.tsx'
import { cardPages } from './my-library/account/card.tsx'
import { forgottenPages } from './my-library/account/forgotten.tsx'
import { keepTyped, loginPages } from './my-library/account/login.tsx'
import { mailsPages } from './my-library/account/mails.tsx'
import { passwordPages } from './my-library/account/password.tsx'
import { renewalPages } from './my-library/account/renewal.tsx'
import { settingsPages } from './my-library/account/settings.tsx'
import { usualPages } from './my-library/account/usual.tsx'
import { familyPages } from './my-library/family/family.tsx'
import { changeManyPages } from './my-library/holds/change-many.tsx'
import { holdPages } from './my-library/holds/hold.tsx'
import { holdsPages } from './my-library/holds/holds.tsx'
import { pauseManyPages } from './my-library/holds/pause-many.tsx'
import { loanPages } from './my-library/loans/loans.tsx'
import { basketPages } from './my-library/orders/basket.tsx'
import { orderPages } from './my-library/orders/orders.tsx'
import { passkeyPages } from './my-library/passkeys/passkeys.tsx'
import { questionPages } from './my-library/questions/questions.tsx'
import { readingPages } from './my-library/reading/reading.tsx'
import { requestPages } from './my-library/requests/requests.tsx'
import { savedSearchPages } from './my-library/saved-searches/saved-searches.tsx'
import { myLibraryPages } from './my-library/top.tsx'
import { wishListPages } from './my-library/wish-lists/wish-lists.tsx'
import { wishPages } from './my-library/wish-lists/wishes.tsx'
import { shelfPages } from './opac/browse/along-shelf.tsx'
import { classPages } from './opac/browse/classes.tsx'
import { headingPages } from './opac/browse/headings.tsx'
import { keyPages } from './opac/browse/keys.tsx'
import { newArrivalPages } from './opac/browse/new-arrivals.tsx'
import { rankingPages } from './opac/browse/ranking.tsx'
import { themePages } from './opac/browse/themes.tsx'
import { childRecordPages } from './opac/children/child-record.tsx'
import { childrenPages } from './opac/children/children.tsx'
import { calendarPages } from './opac/house/calendar.tsx'
import { guidePages } from './opac/house/guide.tsx'
import { mistakePages } from './opac/house/mistake.tsx'
import { newsPages } from './opac/house/news.tsx'
import { privacyPages } from './opac/house/privacy.tsx'
import { registerPages } from './opac/house/register.tsx'
import { sharedListPages } from './opac/house/shared-list.tsx'
import { termsPages } from './opac/house/terms.tsx'
import { citePages } from './opac/machines/cite.ts'
import { feedPages } from './opac/machines/feeds.ts'
import { machinePages } from './opac/machines/for-machines.ts'
import { bibPages } from './opac/record/bib.tsx'
import { coverPages } from './opac/record/covers.ts'
import { isbnPages } from './opac/record/isbn.tsx'
import { relatedPages } from './opac/record/other-editions.tsx'
import { recordCodePages } from './opac/record/record-code.tsx'
import { furtherPages } from './opac/search/further.tsx'
import { saveSearchPages } from './opac/search/save-search.tsx'
import { searchPages } from './opac/search/search.tsx'
import { topPages } from './opac/top.tsx'
import { ownStylePages } from './own-style.tsx'
import { lookUpEach, type Page, pages, show } from './page.ts'
import { languageOf } from './parts/languages/language-of.ts'
import { MessagePage } from './parts/message.tsx'
import { checkPaths, isKnownPath, isOffered, rowAt } from './path-table.ts'
import { paths } from './paths.ts'
import { closedUnderVeil, knowVisitor, requirePatron } from './session.ts'
import { lastToday, todayOf } from './today.ts'

export type AppOptions = {
  /** Proxies in front whose X-Forwarded-For is believed: how many hops. */
  trustedProxies?: number
  /** Limits requests from this very machine too; otherwise they are the operator's own. */
  limitsLoopback?: boolean
  /** How many milliseconds nobody in particular waits for a turn before they are told to come again. */
  patienceMs?: number
  /** So many processes serve behind this address: each has its part of the limits. */
  processes?: number
  /** By which hosts this service knows itself besides those of the loopback, as HOST:PORT. */
  ownHosts?: readonly string[]
  /** Adds the doors for machines (protocols/mount.ts), which the pages do not know. */
  machines?: (app: Hono<Page>) => void
  /** Whether the database is there; without one nobody asks. */
  watch?: Watch
  /** The copy of the catalogue, from which pages are made while the database is away. */
  copy?: () => RecordCopy | null
  /** How many seconds ago the older of search index and copy was up to date. */
  lag?: () => number
  /** True when searches can be answered. */
  isIndexed?: () => boolean
  /** What a monitor may read; without it there is nothing to read. */
  metrics?: Metrics
}

/** The pages, grouped by reader. The first group that has an address answers. */
const groups = () => [
  ...[loginPages, forgottenPages, passwordPages, settingsPages, cardPages, renewalPages, myCalendarPages, passkeyPages],
  ...[mailsPages, usualPages, kioskPages, selfCheckPages],
  ...[
    myLibraryPages,
    basketPages,
    orderPages,
    changeManyPages,
    pauseManyPages,
    holdsPages,
    holdPages,
    loanPages,
    readingPages,
  ],
  ...[savedSearchPages, requestPages, questionPages, familyPages],
  wishPages, // before the lists: 'add' is no list
  wishListPages,
  offlineDeskPages, // before the counter: nobody has to be signed in for it
  counterPages(),
  ...[
    topPages,
    searchPages,
    furtherPages,
    saveSearchPages,
    newArrivalPages,
    bibPages,
    recordCodePages,
    coverPages,
    relatedPages,
    isbnPages,
  ],
  classPages,
  ...[
    headingPages,
    themePages,
    newsPages,
    rankingPages,
    shelfPages,
    childrenPages,
    childRecordPages,
    keyPages,
    calendarPages,
    guidePages,
    privacyPages,
    registerPages,
    termsPages,
    mistakePages,
  ],
  ...[sharedListPages, citePages, feedPages, machinePages],
]

/**
 * The whole service as one Hono app: what every request passes, then the pages grouped by reader.
 * @throws Error when a route stands in no table of paths
 */
export function createApp(library: Library, options: AppOptions = {}) {
  const {
    limitsLoopback = false,
    processes = 1,
    patienceMs,
    machines,
    watch,
    metrics,
    copy = () => null,
    lag = () => 0,
  } = options
  const app = pages()
  // A request that is handed in a second time has been counted.
  if (metrics) app.use((c, next) => (isSecondTry(c) ? next() : metrics.count(c, next)))
  app.use(securityHeaders)
  app.route('/', forMonitors(options))
  app.use(knowRequest(library, options))
  app.route('/', assetPages)
  app.route('/', ownStylePages)
  if (watch) app.use(goOnWithout(library, { watch, copy, lag }))
  app.use(async (c, next) => {
    if (c.get('asOf') !== null) return next()
    c.set('today', await todayOf(library, c.get('language')))
    c.set('library', libraryAsKnown(library))
    await next()
  })
  machines?.(app)
  app.use(keepLanes({ limitsLoopback, processes }))
  app.use(guard())
  app.use(shedTheRest({ processes, patienceMs }))
  app.use(onlyReading)
  app.use(knowVisitor)
  app.use(async (c, next) => (isOffered(c.get('library').policy, c.req.path) ? await next() : c.notFound()))
  app.use(`${paths.myLibrary}/*`, keepTyped)
  app.use(paths.myLibrary, requirePatron)
  app.use(`${paths.myLibrary}/*`, requirePatron)
  for (const act of [paths.basketAdd, paths.saveSearch]) app.use(act, closedUnderVeil)
  app.get(paths.language, changeLanguage)
  for (const group of groups()) app.route('/', group)
  app.notFound(c =>
    show(c, <MessagePage c={c} title={c.var.t.parts.notFoundTitle} body={c.var.t.parts.notFoundBody} />, 404),
  )
  app.onError((error, c) => {
    if (watch && isUnreachable(error) && mayTryAgain(c))
      return app.fetch(c.req.raw, { ...(c.env as object), ...secondTry })
    return sayWhatFailed(error, c, library)
  })
  checkPaths(app.routes)
  return app
}

/** What a monitor asks: it waits for no database and meets no limit. */
function forMonitors({ watch, isIndexed = () => true, metrics }: AppOptions) {
  const app = pages()
  app.get(paths.health, c => c.text('ok'))
  app.get(paths.ready, c => {
    // A proxy sends visitors here without the database too, when nobody has it.
    const isAway = watch?.isAway && c.req.query('exclude') !== 'database'
    const lacking = isAway ? 'the database does not answer' : isIndexed() ? null : 'the index is being built'
    return lacking === null ? c.text('ready') : c.text(lacking, 503, { 'retry-after': '5' })
  })
  if (metrics) app.get(paths.metrics, c => metrics.answer(c))
  return app
}

/** Gives a request all that is known of it without asking anybody. */
function knowRequest(library: Library, { trustedProxies = 0, ownHosts = [] }: AppOptions): MiddlewareHandler<Page> {
  const watchProxy = watchForProxy(library.log, trustedProxies)
  return async (c, next) => {
    lookUpEach(c)
    const isChild = isChildKept(c)
    const language = languageOf(c, libraryAsKnown(library).policy, isChild)
    c.set('isChild', isChild)
    c.set('library', library)
    c.set('language', language)
    c.set('t', pageTextOf(language))
    c.set('visitor', { is: 'anonymous', terminal: null })
    c.set('staff', null)
    c.set('address', clientAddress(c, trustedProxies))
    watchProxy(c)
    c.set('https', isHttps(c, trustedProxies))
    c.set('ownHosts', ownHosts)
    if (c.get('https')) c.header('strict-transport-security', 'max-age=31536000')
    c.set('form', null)
    c.set('file', null)
    c.set('csrfToken', null)
    c.set('asOf', null)
    c.set('today', lastToday(library, language))
    await next()
  }
}

function changeLanguage(c: Context<Page>): Response {
  const to = offeredLanguage(c.get('library').policy, c.req.query('to'))
  const back = c.req.query('back') ?? ''
  if (to !== null) keepLanguage(c, to)
  leaveChild(c)
  return c.redirect(isKnownPath(back) || back === paths.login ? back : paths.top, 303)
}

/** The page of a request that could not be answered: not yet, not now, or by our fault. */
function sayWhatFailed(error: Error, c: Context<Page>, library: Library): Response | Promise<Response> {
  const t = c.var.t ?? textOf('ja')
  if (error instanceof IndexNotReady) {
    c.header('retry-after', '30')
    return show(c, <MessagePage c={c} title={t.search.notReadyTitle} body={t.search.notReadyBody} />, 503)
  }
  const busy = isUnreachable(error)
  // That it is away has been said once, by whoever watches it.
  if (!(error instanceof DatabaseAway))
    library.log.error(busy ? 'database unreachable' : 'request failed', {
      path: c.req.routePath,
      error: error.message,
      stack: error.stack ?? '',
    })
  // It failed before anything was known of it: nothing is there to make a page with.
  if (!c.var.t) return c.text('Internal Server Error\n', busy ? 503 : 500)
  const { brokenTitle, brokenBody } = t.parts
  if (!busy) return show(c, <MessagePage c={c} title={brokenTitle} body={brokenBody} />, 500)
  c.header('retry-after', '10')
  c.header('cache-control', 'no-store')
  if (rowAt(c.req.path)?.reader === 'machine') return c.text('The database is away. See Retry-After.\n', 503)
  return show(c, <AwayPage c={c} perhapsTaken={c.get('asOf') === null} />, 503)
}
