import { getCookie } from 'hono/cookie'
import { IndexNotReady } from '#catalogue/index/live-index.ts'
import { isUnreachable } from '#database/database.ts'
import type { Library } from '#library.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { type Language, languages, textOf } from '#text/language.ts'
import { clientAddress, isHttps } from './address.ts'
import { assetPages } from './assets.ts'
import { keepLanguage } from './cookies.ts'
import { counterPages } from './counter/counter-pages.tsx'
import { guard, securityHeaders } from './guard.tsx'
import { kioskPages } from './kiosk/register.tsx'
import { basketPages } from './my-library/basket.tsx'
import { holdPages } from './my-library/hold.tsx'
import { holdsPages } from './my-library/holds.tsx'
import { loanPages } from './my-library/loans.tsx'
import { loginPages } from './my-library/login.tsx'
import { orderPages } from './my-library/orders.tsx'
import { passwordPages } from './my-library/password.tsx'
import { savedSearchPages } from './my-library/saved-searches.tsx'
import { settingsPages } from './my-library/settings.tsx'
import { myLibraryPages } from './my-library/top.tsx'
import { bibPages } from './opac/bib.tsx'
import { calendarPages } from './opac/calendar.tsx'
import { childrenPages } from './opac/children.tsx'
import { classPages } from './opac/classes.tsx'
import { feedPages } from './opac/feeds.ts'
import { machinePages } from './opac/for-machines.ts'
import { guidePages } from './opac/guide.tsx'
import { headingPages } from './opac/headings.tsx'
import { isbnPages } from './opac/isbn.tsx'
import { keyPages } from './opac/keys.tsx'
import { newArrivalPages } from './opac/new-arrivals.tsx'
import { rankingPages } from './opac/ranking.tsx'
import { saveSearchPages } from './opac/save-search.tsx'
import { searchPages } from './opac/search.tsx'
import { topPages } from './opac/top.tsx'
import { pages, show } from './page.ts'
import { MessagePage } from './parts/message.tsx'
import { isKnownPath, paths } from './paths.ts'
import { keepLanes } from './rate-limit.tsx'
import { knowVisitor, requirePatron } from './session.ts'
import { todayOf } from './today.ts'

export type AppOptions = {
  /** Proxies in front whose X-Forwarded-For is believed: how many hops. */
  trustedProxies?: number
  /** Limits requests from this very machine too; otherwise they are the operator's own. */
  limitsLoopback?: boolean
  /** The library's own mail address, which harvesters are told. */
  mailFrom?: string
}

/** The whole service as one Hono app: what every request passes, then the pages grouped by reader. */
export function createApp(library: Library, options: AppOptions = {}) {
  const { trustedProxies = 0, limitsLoopback = false, mailFrom = 'library@example.jp' } = options
  const app = pages()

  app.use(securityHeaders)
  app.get(paths.health, c => c.text('ok'))
  app.use(async (c, next) => {
    const wished = getCookie(c, 'language') as Language
    const language = languages.includes(wished) ? wished : 'ja'
    c.set('library', library)
    c.set('language', language)
    c.set('t', textOf(language))
    c.set('visitor', { is: 'anonymous', terminal: null })
    c.set('staff', null)
    c.set('address', clientAddress(c, trustedProxies))
    c.set('https', isHttps(c, trustedProxies))
    if (c.var.https) c.header('strict-transport-security', 'max-age=31536000')
    c.set('form', null)
    c.set('csrfToken', null)
    c.set('today', await todayOf(library))
    await next()
  })
  app.route('/', assetPages)
  mountProtocols(app, { limitsLoopback, mailFrom })
  app.use(keepLanes({ limitsLoopback }))
  app.use(guard)
  app.use(knowVisitor)
  app.use(paths.myLibrary, requirePatron)
  app.use(`${paths.myLibrary}/*`, requirePatron)

  app.get(paths.language, c => {
    const to = c.req.query('to') as Language
    const back = c.req.query('back') ?? ''
    if (languages.includes(to)) keepLanguage(c, to)
    return c.redirect(isKnownPath(back) || back === paths.login ? back : paths.top, 303)
  })

  for (const group of [loginPages, passwordPages, settingsPages, kioskPages]) app.route('/', group)
  for (const group of [myLibraryPages, basketPages, orderPages, holdsPages, holdPages, loanPages, savedSearchPages])
    app.route('/', group)
  app.route('/', counterPages())
  const opac = [
    topPages,
    searchPages,
    saveSearchPages,
    newArrivalPages,
    bibPages,
    isbnPages,
    classPages,
    headingPages,
    rankingPages,
    childrenPages,
    keyPages,
    calendarPages,
    guidePages,
  ]
  for (const group of [...opac, feedPages, machinePages]) app.route('/', group)

  app.notFound(c =>
    show(c, <MessagePage c={c} title={c.var.t.parts.notFoundTitle} body={c.var.t.parts.notFoundBody} />, 404),
  )
  app.onError((error, c) => {
    const t = c.var.t ?? textOf('ja')
    if (error instanceof IndexNotReady) {
      c.header('retry-after', '30')
      return show(c, <MessagePage c={c} title={t.search.notReadyTitle} body={t.search.notReadyBody} />, 503)
    }
    const busy = isUnreachable(error)
    library.log.error(busy ? 'database unreachable' : 'request failed', {
      path: c.req.routePath,
      error: error.message,
      stack: error.stack ?? '',
    })
    const { brokenTitle, brokenBody, busyTitle, busyBody } = t.parts
    if (busy) c.header('retry-after', '10')
    return show(
      c,
      <MessagePage c={c} title={busy ? busyTitle : brokenTitle} body={busy ? busyBody : brokenBody} />,
      busy ? 503 : 500,
    )
  })
  return app
}
