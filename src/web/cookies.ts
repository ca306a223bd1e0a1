import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isKeyedHash, keyedHash } from '#secrets/secrets.ts'
import type { Language } from '#text/language.ts'
import type { Page } from './page.ts'

/**
 * The cookies that let somebody in. Each is signed, so that a forged one costs no look into the database.
 *   session    who is signed in; until the browser is closed
 *   device     a browser in which somebody has signed in before
 *   terminal   an in-library terminal
 *   staff      who is at work; staffDevice: a browser in which a member of staff has signed in before
 *   form       binds the login form to the browser that was given it
 */
export type CookieName = 'session' | 'device' | 'terminal' | 'form' | 'staff' | 'staffDevice'

/**
 * Over https the name carries __Host-: no other host and no http page can set it. Over http browsers refuse that name.
 */
const nameOf = (c: Context<Page>, name: CookieName) => (c.get('https') ? `__Host-kago-${name}` : `kago-${name}`)

/** What a request brought and was looked at: several ask for the same cookie on the way to a page. */
const looked = new WeakMap<Request, Map<CookieName, string | null>>()

/** The value of a cookie that we have set, or null. */
export function readSigned(c: Context<Page>, name: CookieName): string | null {
  const known = looked.get(c.req.raw) ?? new Map<CookieName, string | null>()
  looked.set(c.req.raw, known)
  const read = known.get(name)
  if (read !== undefined) return read
  const value = verified(c, name)
  known.set(name, value)
  return value
}

function verified(c: Context<Page>, name: CookieName): string | null {
  const [value, mac, more] = (getCookie(c, nameOf(c, name)) ?? '').split('.')
  if (!value || !mac || more !== undefined) return null
  return isKeyedHash(mac, c.get('library').secrets.cookieKey, `cookie ${name}`, value) ? value : null
}

/** @param days null: until the browser is closed */
export function writeSigned(c: Context<Page>, name: CookieName, value: string, days: number | null): void {
  const mac = keyedHash(c.get('library').secrets.cookieKey, `cookie ${name}`, value)
  setCookie(c, nameOf(c, name), `${value}.${mac}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('https'),
    ...(days === null ? {} : { maxAge: days * 86_400 }),
  })
}

export function clearSigned(c: Context<Page>, name: CookieName): void {
  setCookie(c, nameOf(c, name), '', { path: '/', httpOnly: true, sameSite: 'Lax', secure: c.get('https'), maxAge: 0 })
}

/** The language in which this browser reads; anybody's choice, and nothing that needs a signature. */
export const keepLanguage = (c: Context<Page>, language: Language): void =>
  setCookie(c, 'language', language, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 400 * 86_400 })

/**
 * A child who reserves a book, or looks for those they have, goes on from the pages for children: until then nobody is
 * told apart. It ends with the top page, with the choice of a language, with signing out, and with the browser.
 */
export const keepChild = (c: Context<Page>): void =>
  setCookie(c, 'child', '1', { path: '/', httpOnly: true, sameSite: 'Lax' })

export const isChildKept = (c: Context<Page>): boolean => getCookie(c, 'child') === '1'

export function leaveChild(c: Context<Page>): void {
  if (isChildKept(c)) deleteCookie(c, 'child', { path: '/' })
}
