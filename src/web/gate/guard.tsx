import type { Context, MiddlewareHandler } from 'hono'
import { isKeyedHash } from '#secrets/secrets.ts'
import { isUnreadable } from '#std/text/unreadable.ts'
import { readSigned } from '../cookies.ts'
import { formLimits, parseForm, readBody, readUpload } from '../forms.ts'
import type { FormFields } from '../page.ts'
import { type Page, show } from '../page.ts'
import { MessagePage } from '../parts/message.tsx'
import { paths } from '../paths.ts'
import { laneOf } from './lane-of.ts'
import { hasOneHost } from './public-address.ts'
import { createReadingPlaces } from './reading-places.ts'

/**
 * What browsers are told about every answer. Pages have no script of their own and no style but our files. Said before
 * the page is made: a header that is added to a finished answer makes the server take it apart again.
 */
export const securityHeaders: MiddlewareHandler<Page> = (c, next) => {
  for (const [name, value] of toldAlways) c.header(name, value)
  return next()
}

const toldAlways: readonly [name: string, value: string][] = [
  [
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
]

/**
 * What every request must be before a page looks at it: a method we know, an address that can be read, and, when it
 * changes something, a form of limited size that comes from a page of ours.
 */
export function guard(): MiddlewareHandler<Page> {
  const placeFor = createPlaces()
  return async (c, next) => {
    const { method } = c.req
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
      c.header('allow', 'GET, HEAD, POST')
      return say(c, 405)
    }
    if (!hasOneHost(c)) return say(c, 400)
    if (c.req.url.length > urlMax) return say(c, 414)
    if (!isReadable(c.req.url)) return say(c, 400)
    if (method !== 'POST') return next()
    if (originOf(c) === 'elsewhere') return say(c, 403)
    const wrong = await placeFor(c, () => readPosted(c))
    if (wrong === undefined) return say(c, 503, 5)
    return wrong === 'read' ? next() : say(c, wrong)
  }
}

/**
 * Staff and patrons have places of their own: strangers may take all of theirs, at the address of a branch too. A desk
 * is known by its session; many of one patron are one visitor, as everybody behind an address is.
 */
function createPlaces() {
  const [ofStaff, ofPatrons, ofStrangers] = [createReadingPlaces(), createReadingPlaces(), createReadingPlaces()]
  return <T,>(c: Context<Page>, read: () => Promise<T>): Promise<T | undefined> => {
    const { lane, who } = laneOf(c)
    if (lane === 'staff') return ofStaff(who, read)
    return (lane === 'patron' ? ofPatrons : ofStrangers)(c.var.address, read)
  }
}

/** Reads the form that was posted, and a file with it where one is taken; or the status that says what is wrong. */
async function readPosted(c: Context<Page>): Promise<'read' | 413 | 415> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const partsMax = inPartsMax(c)
  if (type === 'multipart/form-data' && partsMax > 0) {
    const upload = await readUpload(c.req.raw, partsMax)
    if (upload === null) return 413
    c.set('form', upload.fields)
    c.set('file', upload.file)
    return 'read'
  }
  if (type !== 'application/x-www-form-urlencoded' && type !== '') return 415
  const body = await readBody(c.req.raw, mayBeLarge(c) ? formLimits.largeBytes : formLimits.bytes)
  if (body === null) return 413
  const fields = type === '' && body !== '' ? null : parseForm(body)
  if (fields === null) return type === '' ? 415 : 413
  c.set('form', fields)
  return 'read'
}

/** How large a form in parts may be: with a file, or as mail programs press もういりません (RFC 8058); 0: none is taken. */
function inPartsMax(c: Context<Page>): number {
  if (c.req.path === paths.copyingFile) return isAtWork(c) ? formLimits.largeBytes : formLimits.bytes
  return c.req.path.startsWith(paths.stopMails('')) ? formLimits.bytes : 0
}

/** Forms that carry a whole description of the library, or a list with a line to each title. */
const mayBeLarge = (c: Context<Page>) =>
  c.req.path.startsWith('/set-up/') ||
  (isAtWork(c) && ['/counter/settings/', '/counter/themes/'].some(beginning => c.req.path.startsWith(beginning)))

/** Before anybody is looked up: whoever is not has no large forms to send. */
const isAtWork = (c: Context<Page>) => readSigned(c, 'staff') !== null

/**
 * A page of ours, another site, or nothing said: old feature phones send neither header, and must bring the token of
 * their form instead.
 */
export function originOf(c: Context<Page>): 'here' | 'elsewhere' | 'unsaid' {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'here' : 'elsewhere'
  const origin = c.req.header('origin')
  if (origin === undefined) return 'unsaid'
  try {
    return new URL(origin).host === (c.req.header('host') ?? '') ? 'here' : 'elsewhere'
  } catch {
    return 'elsewhere' // 'null', from a sandbox or a file
  }
}

/** True when the form carries the token of this session (the field that PostForm puts into it). */
export const hasToken = (form: FormFields | null, key: Buffer, sessionId: string): boolean =>
  isKeyedHash(form?.get('csrf')?.[0] ?? '', key, 'form', sessionId)

/** A page that says why a request is not taken. */
export function say(
  c: Context<Page>,
  status: 400 | 403 | 405 | 413 | 414 | 415 | 429 | 503,
  retryAfterSeconds?: number,
) {
  if (retryAfterSeconds !== undefined) c.header('retry-after', `${retryAfterSeconds}`)
  const { parts, forms } = c.get('t')
  const [title, body] = {
    400: [parts.notFoundTitle, parts.notFoundBody],
    403: [parts.forbiddenTitle, parts.forbiddenBody],
    405: [parts.forbiddenTitle, parts.forbiddenBody],
    413: [parts.tooLargeTitle, parts.forbiddenBody],
    414: [parts.tooLargeTitle, parts.notFoundBody],
    415: [parts.forbiddenTitle, parts.forbiddenBody],
    429: [forms.tooFastTitle, forms.tooFastBody],
    503: [parts.busyTitle, parts.busyBody],
  }[status] as [string, string]
  return show(c, <MessagePage c={c} title={title} body={body} />, status)
}

/** Longer than any address of ours. */
export const urlMax = 8_192

/**
 * Well-formed percent signs, UTF-8 behind them, no NUL, and no character that Unicode keeps from texts. U+FFFD is what
 * a browser makes of half a character that was pasted: whoever reads that address leaves it out.
 */
function isReadable(url: string): boolean {
  const rest = url.slice(url.indexOf('/', url.indexOf('//') + 2))
  if (/%(?![0-9a-fA-F]{2})/.test(rest) || /%00|\0/.test(rest)) return false
  try {
    return !isUnreadable(decodeURIComponent(rest).replaceAll('\ufffd', ''))
  } catch {
    return false
  }
}
