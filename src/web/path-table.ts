import { TrieRouter } from 'hono/router/trie-router'
import { offers, type Policy, type Service } from '#policy.ts'
import { byId, desk } from './counter/desk-paths.ts'
import { duties, serviceOf } from './counter/duties.ts'
import { paths } from './paths.ts'

/** Who opens a path, in whose lane its requests are, and what robots and a login make of it. */
export type PathRow = {
  /** `station`: the library's own machines, where anybody may stand. `machine`: programs. */
  reader: 'anyone' | 'patron' | 'staff' | 'station' | 'machine'
  /**
   * `page`: to read, and so looked at by the tests of all pages. `act`: a form is posted to it. `file`: anything else.
   */
  is: 'page' | 'act' | 'file'
  /** `door`: somebody who is not known yet types a password or a code. `search`: shed first when there are too many. */
  lane?: 'door' | 'search'
  /** True: it may be opened after signing in, or in another language. */
  returnTo?: true
  /** True: what is typed in its form comes back after a login that was needed meanwhile. */
  typed?: true
  /** True: robots stay away. */
  closed?: true
  /** The part of the service to which it belongs: where that is not offered, there is no such page. */
  of?: Service
}

const page: PathRow = { reader: 'anyone', is: 'page', returnTo: true }
const act: PathRow = { reader: 'anyone', is: 'act', closed: true }
const file: PathRow = { reader: 'anyone', is: 'file' }
const mine: PathRow = { reader: 'patron', is: 'page', returnTo: true, closed: true }
/** Opened as an address it leads to the page on which its form stands. */
const myAct: PathRow = { reader: 'patron', is: 'act', returnTo: true, closed: true }
const myFile: PathRow = { reader: 'patron', is: 'file', closed: true }
const station: PathRow = { reader: 'station', is: 'page', returnTo: true, closed: true }
const machine: PathRow = { reader: 'machine', is: 'file', closed: true }
/** Nothing is gained by keeping robots away, or they are meant to come. */
const openMachine: PathRow = { reader: 'machine', is: 'file' }

const bibId = ':bib{[0-9]+}'
const readingId = ':id{[0-9]+}'

/** Every route of the service but those of the staff, which stand in the table of duties. */
const rows: Readonly<Record<string, PathRow>> = {
  [paths.health]: file,
  [paths.ready]: file,
  [paths.metrics]: openMachine,
  [paths.asset(':name')]: file,
  [paths.ownStyle]: file,
  [paths.cardWorker]: file,
  [paths.offlineWorker]: { ...file, closed: true },
  /** The same for everybody, with or without a database. */
  [paths.offlineDesk]: { ...file, closed: true },
  [paths.robots]: file,
  [paths.siteMap]: file,
  [paths.openSearch]: file,
  [paths.suggestions]: { ...file, closed: true },
  [paths.newFeed]: file,
  [paths.themesFeed]: file,
  [paths.newsFeed]: file,
  '/covers/:file{[0-9]{13}-[sl]\\.jpg}': file,
  [paths.cite('ris')]: file,
  [paths.cite('bib')]: file,
  [paths.searchFeed]: { ...file, lane: 'search', closed: true },

  [paths.top]: page,
  [paths.search]: { ...page, lane: 'search', closed: true },
  [paths.advancedSearch]: { ...page, lane: 'search', closed: true },
  [paths.furtherSearch]: { ...page, lane: 'search', closed: true },
  [paths.saveSearch]: { ...act, lane: 'search', of: 'savedSearches' },
  [paths.newArrivals]: page,
  [`/bib/${byId}`]: page,
  '/bib/:id{[0-9]{1,15}\\.json}': file,
  '/bib/:id{[0-9]{1,15}\\.svg}': file,
  [`/children/bib/${byId}`]: { ...page, of: 'children' },
  [paths.related(':id')]: page,
  [paths.isbn(':isbn')]: page,
  [paths.themes]: page,
  [paths.theme(':id')]: page,
  [paths.news]: page,
  [paths.classes]: page,
  [paths.shelf]: page,
  [paths.ranking]: { ...page, of: 'rankings' },
  [paths.authors]: page,
  [paths.subjects]: page,
  [paths.children]: { ...page, of: 'children' },
  /** Leads on. */
  [paths.childMine]: { ...file, closed: true, of: 'children' },
  [paths.keys]: page,
  [paths.childKeys]: { ...page, of: 'children' },
  [paths.calendar]: page,
  [paths.guide]: page,
  [paths.privacy]: page,
  [paths.terms]: page,
  [paths.mistake]: { ...page, lane: 'door', closed: true, of: 'mistakes' },
  [paths.sharedList(':secret')]: { ...page, of: 'wishLists' },
  [paths.language]: act,
  [paths.login]: { reader: 'anyone', is: 'page', lane: 'door', closed: true },
  [paths.forgotten]: { reader: 'anyone', is: 'page', lane: 'door', closed: true, of: 'passwordByMail' },
  [paths.newPassword(':secret')]: { reader: 'anyone', is: 'page', lane: 'door', closed: true, of: 'passwordByMail' },
  [paths.register]: { ...page, lane: 'door', of: 'preRegistration' },
  [paths.registered(':id')]: { reader: 'anyone', is: 'page', closed: true, of: 'preRegistration' },
  [paths.stopMails(':token')]: { reader: 'anyone', is: 'page', lane: 'door', closed: true },
  [paths.logout]: act,
  [paths.basketAdd]: act,

  [paths.myLibrary]: mine,
  [paths.basket]: mine,
  [paths.basketRemove]: myAct,
  [paths.newOrder]: mine,
  [paths.orders]: myAct,
  [paths.order(':id')]: mine,
  [paths.holds]: mine,
  [paths.holdsChange]: mine,
  [paths.holdsPause]: mine,
  [paths.hold(':id')]: mine,
  [paths.holdCancel(':id')]: mine,
  [paths.holdChange(':id')]: myAct,
  [paths.holdKeep(':id')]: myAct,
  [paths.loans]: mine,
  [paths.loanRenew(':id')]: myAct,
  [paths.savedSearches]: { ...mine, of: 'savedSearches' },
  [paths.savedSearch(':id')]: { ...mine, of: 'savedSearches', typed: true },
  [paths.savedSearchOpen(':id')]: { ...myAct, of: 'savedSearches' },
  [paths.savedSearchMail(':id')]: { ...myAct, of: 'savedSearches' },
  [paths.savedSearchRemove(':id')]: { ...mine, of: 'savedSearches' },
  [paths.requests]: { ...mine, of: 'requests', typed: true },
  [paths.newRequest]: { ...mine, of: 'requests' },
  [paths.requestWithdraw(':id')]: { ...myAct, of: 'requests' },
  [paths.questions]: { ...mine, of: 'questions', typed: true },
  [paths.newQuestion]: { ...mine, of: 'questions' },
  [paths.questionRemove(':id')]: { ...myAct, of: 'questions' },
  [paths.wishLists]: { ...mine, of: 'wishLists' },
  [paths.newWishList]: { ...mine, of: 'wishLists' },
  [paths.addWish]: { ...mine, of: 'wishLists', typed: true },
  [paths.wishList(':id')]: { ...mine, of: 'wishLists' },
  [paths.wishListName(':id')]: { ...mine, of: 'wishLists' },
  [paths.wishListShare(':id')]: { ...myAct, of: 'wishLists' },
  [paths.wishListRemove(':id')]: { ...mine, of: 'wishLists' },
  [paths.wish(':id', bibId)]: { ...mine, of: 'wishLists', typed: true },
  [paths.wishRemove(':id', bibId)]: { ...myAct, of: 'wishLists' },
  [paths.wishTell(':id', bibId)]: { ...myAct, of: 'wishLists' },
  [paths.reading]: mine,
  [paths.passbook]: mine,
  [paths.readingRemove]: mine,
  [paths.readingOne(readingId)]: mine,
  [paths.readingOneRemove(readingId)]: myAct,
  [paths.readingFile]: myFile,
  [paths.family]: mine,
  [paths.familyUse]: myAct,
  [paths.familyEnd]: myAct,
  [paths.settings]: mine,
  [paths.password]: mine,
  [paths.messageClose(':id')]: myAct,
  [paths.passkeys]: { ...mine, of: 'passkeys' },
  [paths.mail]: mine,
  [paths.mails]: mine,
  [paths.usual]: mine,
  [paths.mailRemove]: myAct,
  [paths.history]: myAct,
  [paths.myLanguage]: myAct,
  [paths.card]: mine,
  [paths.cardRenewal]: mine,
  [paths.myCalendar]: { ...mine, of: 'calendars' },
  [paths.export]: myFile,

  [paths.kiosk]: { reader: 'station', is: 'page', lane: 'door', closed: true, of: 'kiosk' },
  [paths.selfCheck]: { ...station, lane: 'door', of: 'kiosk' },
  [paths.selfCheckReturn]: { ...station, of: 'kiosk' },
  [paths.selfCheckLoan]: { ...station, is: 'act', of: 'kiosk' },
  [paths.selfCheckRenew]: { ...station, is: 'act', of: 'kiosk' },
  [paths.selfCheckEnd]: { ...station, is: 'act', of: 'kiosk' },

  [paths.sru]: { ...machine, of: 'sru' },
  [paths.oai]: { ...machine, of: 'oaiPmh' },
  [paths.api]: openMachine,
  [paths.availability]: { ...machine, of: 'availability' },
  [paths.daia]: { ...machine, of: 'daia' },
  ...Object.fromEntries(
    (['1.2', '2.0'] as const).flatMap(version => [
      [paths.opds(version), { ...openMachine, of: 'opds' as const }],
      [paths.opdsNew(version), { ...openMachine, of: 'opds' as const }],
      [paths.opdsSearch(version), { ...machine, of: 'opds' as const }],
    ]),
  ),
  [paths.unapi]: { ...machine, of: 'unapi' },
  [`${paths.paiaCore}/*`]: { ...machine, of: 'paia' },
  [`${paths.paiaAuth}/*`]: { ...machine, of: 'paia' },
  '/calendar/:file{[a-z0-9/-]+\\.ics}': { ...openMachine, of: 'calendars' },
  '/my/calendar/:file{[\\w-]+\\.ics}': { ...machine, of: 'calendars' },
}

const staffRows = Object.entries(duties).map(([route, needed]): [string, PathRow] => {
  const of = serviceOf[route]
  const row: PathRow = { reader: 'staff', is: 'page', closed: true, ...(of === undefined ? {} : { of }) }
  return [route, needed === 'anyone' || route === desk.logout ? row : { ...row, returnTo: true }]
})

/** Every route of the service. One that is not here does not start. */
export const pathTable: Readonly<Record<string, PathRow>> = { ...rows, ...Object.fromEntries(staffRows) }

const router = new TrieRouter<string>()
for (const route of Object.keys(pathTable)) router.add('GET', route, route)

const routed = (pathname: string): string | null => router.match('GET', pathname)[0][0]?.[0] ?? null
/** Where those lead that have no part to be filled in: every page asks for some of them. */
const alwaysTheSame = new Map(Object.keys(pathTable).map(route => [route, /[:*]/.test(route) ? null : routed(route)]))

/** The route to which an address leads, without its query; null: to none of ours. */
export const routeAt = (pathname: string): string | null => alwaysTheSame.get(pathname) ?? routed(pathname)

/** What is said of an address, without its query; null: it is none of ours. */
export function rowAt(pathname: string): PathRow | null {
  const route = routeAt(pathname)
  return route === null ? null : pathTable[route]!
}

/** Whether the library offers what an address, without its query, leads to; one that is none of ours is let through. */
export function isOffered(policy: Policy, pathname: string): boolean {
  const of = rowAt(pathname)?.of
  return of === undefined || offers(policy, of)
}

/** The routes of a reader. */
export const routesOf = (reader: PathRow['reader']): string[] =>
  Object.keys(pathTable).filter(route => pathTable[route]!.reader === reader)

/** The routes of the pages of a reader: the tests that look at every page look at each of these. */
export const pagesFor = (reader: PathRow['reader']): string[] =>
  routesOf(reader).filter(route => pathTable[route]!.is === 'page')

/**
 * True for a page of ours that may be opened after signing in: nothing but a path and a query, and a page that we know.
 * What is written here from outside can lead nowhere else.
 */
export const isKnownPath = (path: string): boolean => maySendTo(path, row => row.reader !== 'staff')

/** True for a staff page that may be opened after signing in. */
export const isDeskPath = (path: string): boolean => maySendTo(path, row => row.reader === 'staff')

function maySendTo(path: string, isFor: (row: PathRow) => boolean): boolean {
  if (!/^\/[\w/.~%?&=+,:;@!$'()*-]*$/.test(path) || path.startsWith('//')) return false
  const row = rowAt(new URL(path, 'http://here').pathname)
  return row?.returnTo === true && isFor(row)
}

/** From which beginnings of addresses robots stay away. */
export function closedToRobots(): string[] {
  const beginnings = Object.entries(pathTable)
    .filter(([, row]) => row.closed)
    .map(([route]) => route.replace(/\/[:*].*$/, ''))
  return [...new Set(beginnings)]
    .filter(one => !beginnings.some(other => other !== one && one.startsWith(other)))
    .sort()
}

/** @throws Error naming every route that has no row above */
export function checkPaths(routes: readonly { method: string; path: string }[]): void {
  const without = routes.filter(
    ({ method, path }) => method !== 'ALL' && !(path in pathTable) && routeAt(path) === null,
  )
  if (without.length > 0)
    throw new Error(
      `These routes have no row in src/web/path-table.ts: ${without.map(({ method, path }) => `${method} ${path}`)}`,
    )
}

/** Staff pages stand apart: their sessions, and their lane. */
export const isStaffPath = (path: string): boolean => path === paths.counter || path.startsWith(`${paths.counter}/`)
