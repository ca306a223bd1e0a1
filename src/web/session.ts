import { randomBytes } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { PatronId } from '#ids.ts'
import { useCardOf } from '#patrons/family/my-family.ts'
import { chosenLanguage } from '#patrons/my-account.ts'
import { endSession, findSession, idleMinutes, startSession } from '#patrons/signing-in/sessions.ts'
import type { Attempt } from '#patrons/signing-in/verify-password.ts'
import type { Terminal } from '#patrons/terminals/terminal.ts'
import { findTerminal } from '#patrons/terminals/terminals.ts'
import { offeredLanguage } from '#policy.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { pageTextOf } from '#text/language.ts'
import { clearSigned, keepLanguage, leaveChild, readSigned, writeSigned } from './cookies.ts'
import { hasToken, originOf, say } from './gate/guard.tsx'
import { keptByNobody } from './gate/kept-by-nobody.ts'
import type { Page, Visitor } from './page.ts'
import { isKnownPath, isStaffPath } from './path-table.ts'
import { paths, withQuery } from './paths.ts'
import { useInForce } from './use-in-force.ts'

/**
 * Who is looking: found by cookies that we have signed. Nobody else costs a look into the database. What a patron posts
 * must carry the token of their session. Staff pages have sessions of their own.
 */
export const knowVisitor: MiddlewareHandler<Page> = async (c, next) => {
  if (isStaffPath(c.req.path)) return next()
  // Who it is cannot be found out now: they read what anybody may.
  if (c.get('asOf') !== null) return next()
  const token = readSigned(c, 'terminal')
  const terminal = token ? await findTerminal(c.get('library'), token) : null
  const id = readSigned(c, 'session')
  const session = id ? await findSession(c.get('library'), id, terminal?.id ?? null) : null
  if (id && session) {
    await useInForce(c, session.inForce)
    const csrfToken = formTokenOf(c, id)
    c.set('visitor', { is: 'patron', ...session, csrfToken, terminal })
    c.set('csrfToken', csrfToken)
    if (c.req.method === 'POST' && !hasToken(c.get('form'), c.get('library').secrets.cookieKey, id)) return askAgain(c)
  } else {
    c.set('visitor', { is: 'anonymous', terminal })
  }
  // Left alone, a terminal goes back to its start, by which time the session there has ended.
  if (terminal)
    c.header('refresh', `${idleMinutes(c.get('library').policy, terminal.id) * 60 + 5};url=${startOf(terminal)}`)
  // What a patron saw, or anybody on a shared machine, is not to be found behind the Back button.
  if (c.get('visitor').is === 'patron' || terminal) return keptByNobody(c, next)
  await next()
}

/** Where a terminal begins anew for the next one; a station, which is left in whatever language, in Japanese. */
export const startOf = ({ selfCheck }: Terminal): string =>
  selfCheck === 'no' ? paths.top : withQuery(paths.language, { to: 'ja', back: paths.selfCheck })

/**
 * Before a page of a patron: who is not signed in goes to the 認証ページ first (M02), and with a 仮パスワード to no page but the
 * password change (M05).
 */
export const requirePatron: MiddlewareHandler<Page> = async (c, next) => {
  const { visitor } = c.var
  if (visitor.is === 'anonymous') return c.redirect(withQuery(paths.login, { next: pageToReturnTo(c) }), 303)
  if (visitor.mustChangePassword && c.req.path !== paths.password)
    return c.redirect(withQuery(paths.password, { next: pageToReturnTo(c) }), 303)
  if (visitor.veiledUntil !== null && !isOpenUnderVeil(c.req.path)) return c.redirect(paths.myLibrary, 303)
  if (visitor.actingFor !== null && !isOpenToFamily(c.req.path)) return c.redirect(paths.family, 303)
  c.header('cache-control', 'no-store')
  return next()
}

/**
 * Of another card of the family one sees and changes holds, basket and loans, and nothing else: no record, no list, no
 * password.
 */
const isOpenToFamily = (path: string): boolean =>
  [paths.family, paths.basket, paths.orders, paths.holds, paths.loans].some(
    open => path === open || path.startsWith(`${open}/`),
  )

/** Before what a patron does from a page of anybody: its answer would tell what they read. */
export const closedUnderVeil: MiddlewareHandler<Page> = async (c, next) => {
  const { visitor } = c.var
  return visitor.is === 'patron' && visitor.veiledUntil !== null ? c.redirect(paths.myLibrary, 303) : next()
}

/** Before what a terminal has no page of, since it is everybody's machine. */
export const notOnTerminals: MiddlewareHandler<Page> = async (c, next) =>
  c.get('visitor').terminal ? c.notFound() : await next()

/** What tells nobody what somebody reads. */
const isOpenUnderVeil = (path: string): boolean =>
  [paths.myLibrary, paths.settings, paths.password, paths.myLanguage, paths.card, paths.cardRenewal].some(
    open => path === open,
  )

/** Who is signed in, whichever card of the family they use. */
export function ownPatronOf(c: Context<Page>): PatronId {
  const { patronId, actingFor } = patronOf(c)
  return actingFor?.ownPatronId ?? patronId
}

/**
 * From now on this session uses the card of a member of the family, or one's own again (null). False: that one has not
 * agreed.
 */
export async function useCard(c: Context<Page>, memberId: PatronId | null): Promise<boolean> {
  const id = readSigned(c, 'session')
  return id !== null && useCardOf(c.get('library'), id, memberId)
}

/** The patron of this page; for pages behind `requirePatron`. */
export function patronOf(c: Context<Page>): Extract<Visitor, { is: 'patron' }> {
  const visitor = c.get('visitor')
  if (visitor.is !== 'patron') throw new Error('This page needs requirePatron before it')
  return visitor
}

/** Through which door somebody proves who they are, and from where. */
export function doorOf(c: Context<Page>): Pick<Attempt, 'door' | 'address' | 'device'> {
  const { terminal } = c.get('visitor')
  return terminal
    ? { door: 'terminal', address: `${terminal.id}`, device: null }
    : { door: 'web', address: c.get('address'), device: readSigned(c, 'device') }
}

/**
 * Signs a patron in on this browser: a new session, whatever was there before.
 * @returns the token for a form of that session
 */
export async function signIn(
  c: Context<Page>,
  { patronId, mustChangePassword, device }: { patronId: PatronId; mustChangePassword: boolean; device: string | null },
): Promise<string> {
  const { library, visitor } = c.var
  const old = readSigned(c, 'session')
  if (old) await endSession(library, old)
  const terminalId = visitor.terminal?.id ?? null
  const id = await startSession(library, { patronId, mustChangePassword, terminalId })
  writeSigned(c, 'session', id, null)
  if (device && terminalId === null) writeSigned(c, 'device', device, 400)
  if (terminalId === null) await readAsChosen(c, patronId)
  return formTokenOf(c, id)
}

/**
 * Who has chosen a language reads in it wherever they sign in; but a terminal, which the next one uses, stays as it is.
 */
async function readAsChosen(c: Context<Page>, patronId: PatronId): Promise<void> {
  const library = c.get('library')
  const chosen = offeredLanguage(library.policy, await chosenLanguage(library, patronId))
  // A child's own pages go on in their own words.
  if (chosen === null || c.get('isChild')) return
  c.set('language', chosen)
  c.set('t', pageTextOf(chosen))
  keepLanguage(c, chosen)
}

export async function signOut(c: Context<Page>): Promise<void> {
  const id = readSigned(c, 'session')
  if (id) await endSession(c.get('library'), id)
  clearSigned(c, 'session')
  leaveChild(c)
}

/** The token for a form that is shown to somebody not yet signed in: bound to this browser by a cookie. */
export function anonymousFormToken(c: Context<Page>): string {
  const known = readSigned(c, 'form')
  const value = known ?? randomBytes(16).toString('base64url')
  if (!known) writeSigned(c, 'form', value, null)
  return formTokenOf(c, value)
}

/** The token for a form that anybody may send: of the session, or of this browser. */
export const anybodysFormToken = (c: Context<Page>): string => c.get('csrfToken') ?? anonymousFormToken(c)

/** True when a form posted by somebody not signed in comes from a page of ours. */
export function isOwnForm(c: Context<Page>): boolean {
  if (originOf(c) === 'here') return true
  const value = readSigned(c, 'form')
  return value !== null && hasToken(c.get('form'), c.get('library').secrets.cookieKey, value)
}

/**
 * A form without the token of this session changes nothing. If it stands on a page of ours that was opened before
 * signing in, in another tab, that page is shown again as it is now.
 */
function askAgain(c: Context<Page>) {
  if (c.req.path === paths.login) return c.redirect(paths.login, 303)
  const page = originOf(c) === 'here' && !c.get('form')?.has('csrf') ? pageToReturnTo(c) : null
  return page === null ? say(c, 403) : c.redirect(page, 303)
}

/** Where somebody wanted to go: this page, or, from a form, the page that the form stood on. */
function pageToReturnTo(c: Context<Page>): string | null {
  if (c.req.method !== 'POST') return knownPage(c.req.url)
  const referer = c.req.header('referer')
  return referer === undefined ? null : knownPage(referer)
}

function knownPage(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { pathname, search } = new URL(url)
  return isKnownPath(pathname + search) ? pathname + search : null
}

const formTokenOf = (c: Context<Page>, value: string) => keyedHash(c.get('library').secrets.cookieKey, 'form', value)
