import { timingSafeEqual } from 'node:crypto'
import type { Library } from '#library.ts'
import { drawCodeSecret } from '#staff/one-time-code.ts'
import { settings } from '#text/ja/settings.ts'
import { textOf } from '#text/language.ts'
import { assetPages } from '../assets.ts'
import { clientAddress, isHttps } from '../gate/address.ts'
import { guard, securityHeaders } from '../gate/guard.tsx'
import { pages, show } from '../page.ts'
import { paths } from '../paths.ts'
import { todayOf } from '../today.ts'
import { adminPages } from './admin.tsx'
import type { Evening } from './evening.ts'
import { SetUpMessage } from './frame.tsx'
import { mailPages } from './mail.tsx'
import { placePages } from './places.tsx'
import { namePages, rulePages } from './steps.tsx'

export const beginEvening = (given: Pick<Evening, 'secret' | 'mailer' | 'opened'>): Evening => ({
  ...given,
  codeSecret: drawCodeSecret(),
  mail: null,
  isOver: false,
})

/**
 * The service of a library that was never opened: nothing but the set-up, behind an address with a secret that is
 * printed once. It asks one thing at a time, and writes each through the same door as the settings.
 */
export function createSetUpApp(library: Library, evening: Evening, { trustedProxies = 0 } = {}) {
  const app = pages()
  app.use(securityHeaders)
  app.get(paths.health, c => c.text('ok'))
  app.use(async (c, next) => {
    c.set('library', library)
    c.set('language', 'ja')
    c.set('t', textOf('ja'))
    c.set('visitor', { is: 'anonymous', terminal: null })
    c.set('staff', null)
    c.set('address', clientAddress(c, trustedProxies))
    c.set('https', isHttps(c, trustedProxies))
    c.set('form', null)
    c.set('file', null)
    c.set('csrfToken', null)
    c.set('today', await todayOf(library))
    await next()
  })
  app.route('/', assetPages)
  app.use('/set-up/:secret/*', async (c, next) => {
    if (evening.isOver || !isSame(c.req.param('secret'), evening.secret)) return c.notFound()
    c.header('cache-control', 'no-store')
    return next()
  })
  app.use(guard())
  for (const group of [namePages, placePages, rulePages, mailPages, adminPages]) app.route('/', group(evening))
  app.notFound(c => show(c, <SetUpMessage c={c} title={settings.setUp.title} body={settings.setUp.secretWrong} />, 404))
  app.onError((error, c) => {
    library.log.error('request failed', { path: c.req.routePath, error: error.message, stack: error.stack ?? '' })
    const { brokenTitle, brokenBody } = textOf('ja').parts
    return show(c, <SetUpMessage c={c} title={brokenTitle} body={brokenBody} />, 500)
  })
  return app
}

function isSame(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}
