import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Actor } from '#library.ts'
import { keyedHash } from '#secrets/secrets.ts'
import type { Duty } from '#staff/rules/roles.ts'
import { recordSecurityEvent } from '#staff/security-events.ts'
import { findStaffSession, type StaffMember } from '#staff/sign-in-staff.ts'
import { textOf } from '#text/language.ts'
import { readSigned } from '../cookies.ts'
import { hasToken, say } from '../gate/guard.tsx'
import { keptByNobody } from '../gate/kept-by-nobody.ts'
import type { Page } from '../page.ts'
import { isDeskPath } from '../path-table.ts'
import { withQuery } from '../paths.ts'
import { useInForce } from '../use-in-force.ts'
import { desk } from './desk-paths.ts'
import { dutyOf, mayOpen } from './duties.ts'
import { sayAtDesk } from './layout.tsx'

/**
 * Before every staff page: who is at work, by the signed cookie of the staff; that the route is theirs to open; that
 * what they post comes from a page of theirs. Staff pages are in Japanese, and are kept by no browser.
 */
export const requireStaff: MiddlewareHandler<Page> = async (c, next) => {
  c.set('language', 'ja')
  c.set('t', textOf('ja'))
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
  if (!route) return next()
  const needed = dutyOf(route.path)
  if (needed === null) return say(c, 403)

  const id = readSigned(c, 'staff')
  const staff = id ? await findStaffSession(c.var.library, id) : null
  if (id && staff) {
    await useInForce(c, staff.inForce)
    c.set('staff', staff)
    c.set('csrfToken', keyedHash(c.var.library.secrets.cookieKey, 'form', id))
  }
  const refuse = (what: 'staffNotAllowed' | 'staffFormRefused') =>
    recordSecurityEvent(c.var.library, what, { staffLogin: staff!.login, detail: `${c.req.method} ${route.path}` })
  if (!staff && !mayOpen(staff, needed)) return c.redirect(loginFor(c), 303)
  if (!mayOpen(staff, needed)) {
    await refuse('staffNotAllowed')
    return sayAtDesk(c, 'notYours', 403)
  }
  const isPosted = c.req.method === 'POST' && needed !== 'anyone'
  if (isPosted && !hasToken(c.var.form, c.var.library.secrets.cookieKey, id!)) {
    await refuse('staffFormRefused')
    return say(c, 403)
  }
  return keptByNobody(c, next)
}

/** Who is at work; for pages that somebody must be signed in for. */
export function staffOf(c: Context<Page>): StaffMember {
  if (c.var.staff === null) throw new Error('This page needs requireStaff before it')
  return c.var.staff
}

export const actorOf = (c: Context<Page>): Extract<Actor, { is: 'staff' }> => ({ is: 'staff', login: staffOf(c).login })

/** The id of the session, which names the column of scans. */
export const deskSessionOf = (c: Context<Page>): string => readSigned(c, 'staff')!

export const mayHere = (c: Context<Page>, duty: Duty): boolean => mayOpen(c.var.staff, duty)

function loginFor(c: Context<Page>): string {
  const { pathname, search } = new URL(c.req.url)
  const here = c.req.method === 'GET' && isDeskPath(pathname + search) ? pathname + search : null
  return withQuery(desk.login, { next: here === desk.home ? null : here })
}
